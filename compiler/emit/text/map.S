#ifdef NET_FILE_SECTION
    .section NET_FILE_SECTION, "a"
#elif defined(__APPLE__)
    .section __TEXT, __const
#elif defined(_WIN32)
    .section .rdata, "dr"
#else
    .section .rodata, "a"
#endif
    .balign 64
    .globl NET_SYMBOL
NET_SYMBOL:
    .incbin NET_FILE
#if defined(__linux__) && defined(__ELF__)
    .section .note.GNU-stack, "", %progbits
#endif
