# The gradient check: the library once more, in double (tests/gradcheck/double.h). Included by the
# Makefile.
D := $(B)/double
# Kernels alone are worth optimizing: all else takes longer to compile than to run.
$(D)/kernels/%.o $(D)/gen/kernel_thunks.o: DOUBLE_OPT := -O1
DOUBLE_OPT = -O0
DOUBLE_FLAGS = -std=gnu11 -D_GNU_SOURCE $(DOUBLE_OPT) -w $(SAN) -pthread -DNETC_DOUBLE -DNETC_PLAIN_C \
    -DNETC_BASELINE_ONLY -DNETC_ISA=baseline \
               -DNETC_VERSION='"$(VERSION)"' -DNETC_DATADIR='""' -include tests/gradcheck/double.h \
                   -I. -I$(B)/gen -Ikernels/micro $(OPENBLAS_CFLAGS) $(HDF5_CFLAGS) $(ZIP_CFLAGS) \
                   -MMD -MP
DOUBLE_KERNEL_FLAGS = -include $(B)/gen/isa_names.h
# Without the rooms that it does not call.
DOUBLE_SRC := $(filter-out models/% report/% training/%,$(LIB_SRC))
DOUBLE_OBJ := $(DOUBLE_SRC:%.c=$(D)/%.o) \
    $(patsubst $(B)/%.c,$(D)/%.o,$(filter-out %/onnx.pb-c.c,$(GEN_C))) $(KERNEL_SRC:%.c=$(D)/%.o) \
    $(MICRO_SRC:%.c=$(D)/%.o) $(D)/gen/kernel_thunks.o $(B)/gen/tcc.o

$(D)/kernels/%.o: kernels/%.c $(B)/gen/isa_names.h | $(GEN_H)
	@mkdir -p $(@D)
	$(CC) $(DOUBLE_FLAGS) $(DOUBLE_KERNEL_FLAGS) -c $< -o $@
$(D)/kernels/micro/%.o: kernels/micro/%.c $(B)/gen/isa_names.h | $(GEN_H)
	@mkdir -p $(@D)
	$(CC) $(DOUBLE_FLAGS) $(DOUBLE_KERNEL_FLAGS) -c $< -o $@
$(D)/gen/kernel_thunks.o: $(B)/gen/kernel_thunks.c $(B)/gen/isa_names.h
	@mkdir -p $(@D)
	$(CC) $(DOUBLE_FLAGS) $(DOUBLE_KERNEL_FLAGS) -c $< -o $@
$(D)/gen/%.o: $(B)/gen/%.c | $(GEN_H)
	@mkdir -p $(@D)
	$(CC) $(DOUBLE_FLAGS) -c $< -o $@
$(D)/%.o: %.c | $(B)/gen/netc.tab.h $(GEN_H)
	@mkdir -p $(@D)
	$(CC) $(DOUBLE_FLAGS) -c $< -o $@
$(D)/libnetc.a: $(DOUBLE_OBJ)
	rm -f $@ && ar rcs $@ $^
$(B)/test/test_gradcheck: tests/gradcheck/test_gradcheck.c tests/gradcheck/double.h $(D)/libnetc.a
	@mkdir -p $(@D)
	$(CC) $(DOUBLE_FLAGS) -Wall -Wextra $< $(D)/libnetc.a -lcmocka $(LIBS) -o $@
# Not with sanitizers: it would be the library a fourth time, and the same layers run in test_paths,
# test_fixed and test_plan with the kernels that users have.
ifeq ($(SAN),)
TESTS += $(B)/test/test_gradcheck
endif
