    if (loss_of)
        *loss_of = loss[0];
    if (!net_finite(loss[0]))
        return NET_ENAN;
