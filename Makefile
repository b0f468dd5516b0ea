# netc. `make help` lists the targets: the comments after ## in this file.
# Everything built goes to build/. Non-recursive; kernels are compiled once for each instruction
# set.

PREFIX  ?= /usr/local
DESTDIR ?=
CC      ?= cc
VERSION := 0.1.0
B       ?= build

OPENBLAS_CFLAGS := $(shell pkg-config --cflags openblas 2>/dev/null)
# Only tests link OpenBLAS; the library opens it when it needs it (runtime/blas.c).
OPENBLAS_LIBS   := $(shell pkg-config --libs openblas 2>/dev/null || echo -lopenblas)
HDF5_CFLAGS := $(shell pkg-config --cflags hdf5 2>/dev/null)
HDF5_LIBS   := $(shell pkg-config --libs hdf5 2>/dev/null || echo -lhdf5_serial)
ZIP_CFLAGS  := $(shell pkg-config --cflags libzip 2>/dev/null)
ZIP_LIBS    := $(shell pkg-config --libs libzip 2>/dev/null || echo -lzip)
PROTO_CFLAGS := $(shell pkg-config --cflags libprotobuf-c 2>/dev/null)
PROTO_LIBS  := $(shell pkg-config --libs libprotobuf-c 2>/dev/null || echo -lprotobuf-c)
# Where onnx.proto is (Debian package libonnx-dev).
ONNX_PROTO  ?= /usr/include/onnx
OBJCOPY ?= objcopy
WARN    := -Wall -Wextra -Wshadow -Wstrict-prototypes -pedantic
OPT     ?= -O2 -g
SAN     ?=
LDFLAGS ?=
CFLAGS_ALL = -std=c11 -D_GNU_SOURCE $(WARN) $(OPT) $(SAN) -pthread -I. -I$(B)/gen \
    -Ikernels/micro $(OPENBLAS_CFLAGS) $(HDF5_CFLAGS) $(ZIP_CFLAGS) $(PROTO_CFLAGS) \
             -DNETC_VERSION='"$(VERSION)"' -MMD -MP $(CFLAGS)
LIBS    = -ldl -ljansson -ljpeg -lpng -lwebpdemux -lwebp -lgif -lz $(HDF5_LIBS) $(ZIP_LIBS) \
    $(PROTO_LIBS) -lm -pthread
KERNEL_OPT ?= -O3 -g
# Joins the ranks of `mpirun netc train` (training over several machines). Without MPI's compiler
# there is none, and netc is otherwise the same.
MPICC   ?= mpicc
PLUGINS := $(if $(shell command -v $(MPICC) 2>/dev/null),$(B)/netc_mpi.so)
KERNEL_FLAGS = -std=gnu11 $(KERNEL_OPT) -fno-math-errno -fno-trapping-math -ffp-contract=fast \
    -Wall -Wextra -Wshadow $(SAN) -I. -Ikernels/micro -I$(B)/gen -MMD -MP

.DEFAULT_GOAL := all
# ---- what there is ----
KERNEL_SRC  := $(sort $(wildcard kernels/*.c kernels/plain/*.c))
MICRO_SRC   := $(sort $(wildcard kernels/micro/*.c))
PRELUDES    := kernels/micro/micro.h base/number_codecs.h kernels/micro/rows.h \
    kernels/micro/int8_rows.h
SUPPORT_SRC := $(sort $(wildcard compiler/emit/text/* compiler/emit/package/*)) data/resize.c
# The rooms of the library; kernels are built in several ways, cli is the program, and plugins are
# opened by it.
ROOMS       := $(filter-out kernels kernels/micro kernels/plain cli plugins,$(shell awk -F' *[|] *' \
    '$$1 ~ /^[a-z]/ && $$2 !~ /alone|made/ { print $$1 }' spec/rooms.txt))
LIB_SRC     := $(sort $(foreach d,$(ROOMS),$(wildcard $(d)/*.c)))
CLI_SRC     := $(sort $(wildcard cli/*.c))
GEN_C       := $(B)/gen/netc.tab.c $(B)/gen/netc.lex.c $(B)/gen/kernel_table.c \
    $(B)/gen/kernel_calls.c $(B)/gen/onnx.pb-c.c
EMBED_H     := $(addprefix $(B)/gen/,kernels.h micro_protos.h kernel_calls.h isa_names.h \
    number_rows.h)
GEN_H       := $(EMBED_H) $(B)/gen/losses.def $(B)/gen/optimizers.def \
    $(B)/gen/onnx.pb-c.h $(B)/gen/datadir.h
ifeq ($(shell $(CC) -dumpmachine 2>/dev/null | grep -c '^x86_64'),1)
ISAS := baseline avx2 avx512
PART_ISAS := avx2_vnni avx512_vnni avx512bf16 amx
BLAS_avx2 := -Dmk_sgemm=netc_blas_sgemm_avx2
BLAS_avx512 := -Dmk_sgemm=netc_blas_sgemm_avx512
else
ISAS := baseline
BLAS_baseline := -Dmk_sgemm=netc_blas_sgemm
endif
ISA_FLAGS_baseline :=
ISA_FLAGS_avx2     := -mavx2 -mfma -mf16c
ISA_FLAGS_avx512   := -mavx2 -mfma -mf16c -mavx512f -mavx512vl -mavx512dq -mavx512bw \
    -mprefer-vector-width=256
# Builds of a few files, those that use the instructions; the other kernels are those of REST.
VNNI_SRC := kernels/plain/int8_panels.c kernels/micro/mk_int8.c
PART_avx2_vnni        := $(VNNI_SRC)
REST_avx2_vnni        := avx2
PART_FLAGS_avx2_vnni  := -mavxvnni
PART_avx512_vnni      := $(VNNI_SRC)
REST_avx512_vnni      := avx512
PART_FLAGS_avx512_vnni := -mavx512vnni
# Who calls the products of pairs of bfloat16, and these themselves.
BF16_SRC := $(shell grep -lE '\bmk_(dot[0-9_]|frame|turn_frame)' $(KERNEL_SRC) $(MICRO_SRC))
PART_avx512bf16       := $(VNNI_SRC) $(BF16_SRC)
REST_avx512bf16       := avx512
PART_FLAGS_avx512bf16 := -mavx512bf16 -mavx512vnni
PART_amx              := $(PART_avx512bf16)
REST_amx              := avx512
PART_FLAGS_amx        := $(PART_FLAGS_avx512bf16) -DNETC_AMX
part_flags = $(ISA_FLAGS_$(REST_$(1))) $(PART_FLAGS_$(1)) -DNETC_ISA_REST=$(REST_$(1)) \
    $(foreach s,$(basename $(notdir $(PART_$(1)))),-DNETC_ISA_OF_$(s)=$(1))
$(foreach i,$(PART_ISAS),$(eval ISA_FLAGS_$(i) := $(call part_flags,$(i))) \
    $(eval BLAS_$(i) := $(BLAS_$(REST_$(i)))))

LIB_OBJ  := $(LIB_SRC:%.c=$(B)/%.o) $(GEN_C:$(B)/%.c=$(B)/%.o) \
            $(foreach i,$(ISAS),$(KERNEL_SRC:%.c=$(B)/$(i)/%.o) $(MICRO_SRC:%.c=$(B)/$(i)/%.o) \
                $(B)/$(i)/thunks.o) \
            $(foreach i,$(PART_ISAS),$(PART_$(i):%.c=$(B)/$(i)/%.o) $(B)/$(i)/thunks.o) \
            $(B)/gen/tcc.o
CLI_OBJ  := $(CLI_SRC:%.c=$(B)/%.o)
TEST_SRC := $(sort $(wildcard tests/unit/test_*.c tests/paths/test_*.c))
TESTS    := $(foreach t,$(TEST_SRC),$(B)/test/$(basename $(notdir $(t))))
-include tests/gradcheck/rules.mk
PLAIN_OBJ := $(KERNEL_SRC:%.c=$(B)/plain/%.o) $(MICRO_SRC:%.c=$(B)/plain/%.o)

all: $(B)/netc $(PLUGINS) ## builds build/netc
lib: $(B)/libnetc.a ## builds build/libnetc.a
print-libs: # what a program that links the library needs, for tests
	@echo $(LIBS)

# ---- generated sources ----
$(B)/gen/embed: tools/embed.c tools/embed_calls.c tools/embed_rows.c tools/embed_text.c tools/embed.h \
    base/number_types.def
	@mkdir -p $(@D)
	$(CC) -std=gnu11 -O1 -Wall -Wextra -I. $(filter %.c,$^) -o $@
$(B)/gen/kernel_table.c: $(B)/gen/embed $(PRELUDES) kernels/shapes.h $(KERNEL_SRC) $(MICRO_SRC) \
    $(SUPPORT_SRC)
	$(B)/gen/embed $(B)/gen --prelude $(PRELUDES) --shapes kernels/shapes.h \
	    --kernels $(KERNEL_SRC) --micro $(MICRO_SRC) --support $(SUPPORT_SRC)
$(B)/gen/kernel_thunks.c $(B)/gen/kernel_calls.c $(EMBED_H): $(B)/gen/kernel_table.c ;
# Every call of a kernel names all its constants.
$(B)/gen/calls_checked: $(B)/gen/embed kernels/shapes.h $(KERNEL_SRC) $(LIB_SRC)
	$(B)/gen/embed --check --shapes kernels/shapes.h --kernels $(KERNEL_SRC) --users $(LIB_SRC)
	@touch $@
$(B)/gen/netc.tab.c: grammar/netc.y
	@mkdir -p $(@D)
	bison -Wall -Werror --defines=$(B)/gen/netc.tab.h -o $@ $<
$(B)/gen/netc.tab.h: $(B)/gen/netc.tab.c ;
$(B)/gen/onnx.pb-c.c: $(ONNX_PROTO)/onnx.proto
	@mkdir -p $(@D)
	protoc-c -I $(ONNX_PROTO) --c_out=$(B)/gen onnx.proto
$(B)/gen/onnx.pb-c.h: $(B)/gen/onnx.pb-c.c ;
$(B)/gen/netc.lex.c: grammar/netc.l $(B)/gen/netc.tab.h
	flex -o $@ $<

# Where the installed program finds its files; written again when PREFIX is another one.
$(B)/gen/datadir.h: $(if $(findstring "$(PREFIX)/share/netc",$(shell cat $(B)/gen/datadir.h 2>/dev/null)),,FORCE)
	@mkdir -p $(@D)
	printf '#define NETC_DATADIR "%s/share/netc"\n' '$(PREFIX)' >$@

# Tables that are folders: a line for each file of compiler/losses, and of compiler/optimizers. They
# are written again when a file came or went.
records = $(sort $(basename $(notdir $(wildcard compiler/$(1)/*.c))))
listed = $(shell sed -n 's/.*(\(.*\))/\1/p' $(B)/gen/$(1).def 2>/dev/null)
define folder_table
$(B)/gen/$(1).def: $(if $(subst |$(call records,$(1))|,,|$(call listed,$(1))|),FORCE)
	@mkdir -p $$(@D)
	printf '$(2)(%s)\n' $(call records,$(1)) >$$@
endef
$(eval $(call folder_table,losses,LOSS))
$(eval $(call folder_table,optimizers,OPTIMIZER))
FORCE:

# libtcc with the system calls it must not make by itself taken over by runtime/tcc_host.c: it ends
# the program when memory lacks, and makes memory writable and executable at once.
TCC_TAKEN := malloc calloc realloc free exit mprotect sem_init sem_wait sem_post fprintf \
    __fprintf_chk stdout stderr environ
$(B)/gen/tcc.o: $(shell $(CC) -print-file-name=libtcc.a)
	@mkdir -p $(@D)
	$(LD) -r --whole-archive $< -o $@.all
	$(OBJCOPY) -w --keep-global-symbol='tcc_*' $(foreach f,$(TCC_TAKEN),--redefine-sym \
	    $(f)=netc_tcc_$(f)) $@.all $@
	@rm -f $@.all

# ---- objects ----
$(B)/gen/%.o: $(B)/gen/%.c | $(GEN_H)
	$(CC) -std=gnu11 -D_GNU_SOURCE -O1 -g $(SAN) $(GEN_FLAGS) -I. -I$(B)/gen -Ikernels/micro -MMD -MP \
	    -c $< -o $@
$(B)/%.o: %.c | $(B)/gen/netc.tab.h $(GEN_H)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -c $< -o $@

# A kernel build: the plain sources, every function renamed by the instruction set. Layer kernels
# call OpenBLAS for mk_sgemm, but for x86-64's baseline, which gives the same bits on every machine.
# Made again when the flags of an instruction set are others than those in the file `flags`.
isa_line = flags:$(strip $(ISA_FLAGS_$(1)))
define isa_rules
$(B)/$(1)/flags: $(if $(subst |$(isa_line)|,,|$(shell cat $(B)/$(1)/flags 2>/dev/null)|),FORCE)
	@mkdir -p $$(@D)
	@echo '$(isa_line)' >$$@
$(B)/$(1)/kernels/%.o: kernels/%.c $(B)/gen/isa_names.h $(B)/$(1)/flags | $(GEN_H)
	@mkdir -p $$(@D)
	$(CC) $(KERNEL_FLAGS) $(ISA_FLAGS_$(1)) -DNETC_ISA=$(1) $(BLAS_$(1)) \
	    -include $(B)/gen/isa_names.h -c $$< -o $$@
$(B)/$(1)/kernels/micro/%.o: kernels/micro/%.c $(B)/gen/isa_names.h $(B)/$(1)/flags | $(GEN_H)
	@mkdir -p $$(@D)
	$(CC) $(KERNEL_FLAGS) $(ISA_FLAGS_$(1)) -DNETC_ISA=$(1) -include $(B)/gen/isa_names.h -c $$< -o $$@
$(B)/$(1)/thunks.o: $(B)/gen/kernel_thunks.c $(B)/gen/isa_names.h $(B)/$(1)/flags | $(GEN_H)
	@mkdir -p $$(@D)
	$(CC) $(KERNEL_FLAGS) $(ISA_FLAGS_$(1)) -DNETC_ISA=$(1) $(BLAS_$(1)) \
	    -include $(B)/gen/isa_names.h -c $$< -o $$@
endef
$(foreach i,$(ISAS) $(PART_ISAS),$(eval $(call isa_rules,$(i))))

# The kernels under their own names, for unit tests. Not tuned: for a Zen gcc leaves sums of
# products uncontracted in some loops, and functions of the same sums would round differently.
$(B)/plain/%.o: %.c | $(GEN_H)
	@mkdir -p $(@D)
	$(CC) $(KERNEL_FLAGS) -march=native -mtune=generic -c $< -o $@
$(B)/libkernels.a: $(PLAIN_OBJ)
	rm -f $@ && ar rcs $@ $^

$(B)/libnetc.a: $(LIB_OBJ) | $(B)/gen/calls_checked
	rm -f $@ && ar rcs $@ $(LIB_OBJ)

# The shared library: the same objects, which compilers make position-independent for programs. It
# exports netc_* alone, so that everything else is bound within it.
SONAME := libnetc.so.$(firstword $(subst ., ,$(VERSION)))
# These refer to data of other libraries, or of a thread, which a program's code may do and a
# library's not.
PIC_OBJ := $(B)/gen/netc.lex.o $(patsubst %.c,$(B)/%.o,$(shell grep -lE \
    '\b(environ|stdin|stdout|stderr|H5[A-Z]+_|_Thread_local)' $(LIB_SRC)))
$(PIC_OBJ): CFLAGS_ALL += -fPIC
$(PIC_OBJ): GEN_FLAGS := -fPIC
$(PIC_OBJ) $(B)/gen/tcc.o: $(B)/gen/shared.stamp
$(B)/gen/shared.stamp:
	@mkdir -p $(@D)
	@touch $@
$(B)/gen/exports.map: runtime/netc.h
	@mkdir -p $(@D)
	{ echo '{ global:'; grep -oE '^[A-Za-z].*\bnetc_[a-z0-9_]+\(' $< | \
	    sed 's/.*\(netc_[a-z0-9_]*\)($$/\1;/'; echo 'local: *; };'; } >$@
$(B)/libnetc.so: $(LIB_OBJ) $(B)/gen/exports.map | $(B)/gen/calls_checked
	$(CC) $(SAN) $(LDFLAGS) -shared -Wl,-Bsymbolic -Wl,--version-script=$(B)/gen/exports.map \
	    -Wl,-soname,$(SONAME) $(LIB_OBJ) $(LIBS) -o $@
$(B)/netc: $(CLI_OBJ) $(B)/libnetc.a | $(PLUGINS)
	$(CC) $(SAN) $(LDFLAGS) $(CLI_OBJ) $(B)/libnetc.a $(LIBS) -o $@
$(B)/netc_mpi.so: plugins/mpi.c training/wire.h
	@mkdir -p $(@D)
	$(MPICC) -std=c11 $(WARN) $(OPT) -I. -fPIC -shared -fvisibility=hidden $< -o $@

# Compiled and linked apart, so that after a change of the library tests are only linked again, with
# LLVM's linker where it is installed, which takes a third of the time.
TEST_LDFLAGS ?= $(if $(shell command -v ld.lld 2>/dev/null),-fuse-ld=lld)
# Tests take longer to compile than to run.
$(B)/tests/unit/%.o $(B)/tests/paths/%.o: OPT := $(subst -O2,-O1,$(OPT))
$(B)/tests/paths/%.o: CFLAGS_ALL += -Itests/unit
define link_test
@mkdir -p $(@D)
$(CC) $(SAN) $(LDFLAGS) $(TEST_LDFLAGS) $(filter %.o %.a,$^) -lcmocka $(OPENBLAS_LIBS) $(LIBS) -o $@
endef
# These call kernels alone.
KERNEL_TESTS := $(addprefix $(B)/test/test_,kernels conv kinds plain)
$(KERNEL_TESTS): $(B)/test/%: $(B)/tests/unit/%.o $(B)/libkernels.a
	$(link_test)
$(B)/test/%: $(B)/tests/unit/%.o $(B)/libnetc.a $(B)/libkernels.a
	$(link_test)
$(B)/test/%: $(B)/tests/paths/%.o $(B)/libnetc.a $(B)/libkernels.a
	$(link_test)
.SECONDARY: $(TEST_SRC:%.c=$(B)/%.o)

# netc with another table of renamed words, for tests/cli/renamed.sh.
$(B)/test/renamed.o: compiler/front/renamed.c tests/cli/renamed.def
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -DRENAMED_WORDS='"tests/cli/renamed.def"' -c $< -o $@
$(B)/test/netc_renamed: $(CLI_OBJ) $(B)/test/renamed.o $(B)/libnetc.a
	$(CC) $(SAN) $^ $(LIBS) -o $@

# The emitted C of the net whose files are fuzzed: its loaders are fuzzed too.
$(B)/gen/tests/fuzz/fuzzed_emitted.c: tests/fuzz/fuzzed.net $(B)/netc
	@mkdir -p $(@D)
	NETC_MACHINE=default $(B)/netc $< --train --batch 2 -o $@
$(B)/gen/tests/fuzz/fuzzed_emitted.o: $(B)/gen/tests/fuzz/fuzzed_emitted.c
	$(CC) -std=c99 -O1 -g $(SAN) -c $< -o $@
$(B)/tests/unit/test_fuzz.o: $(B)/gen/tests/fuzz/fuzzed_emitted.c
FUZZ_DEPS := $(B)/gen/tests/fuzz/fuzzed_emitted.o $(B)/libnetc.a
$(B)/test/test_fuzz: $(B)/tests/unit/test_fuzz.o $(FUZZ_DEPS)
	@mkdir -p $(@D)
	$(CC) $(SAN) $< $(FUZZ_DEPS) -lcmocka $(LIBS) -o $@
$(B)/fuzz/%: tests/fuzz/%.c $(FUZZ_DEPS)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(FUZZ_MAIN) $< $(FUZZ_DEPS) $(LIBS) -o $@
$(B)/fuzz/shared_counters.o: tests/fuzz/shared_counters.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE $(WARN) -O1 -c $< -o $@
$(B)/fuzz/fuzz_bytes: $(B)/fuzz/shared_counters.o
$(B)/fuzz/fuzz_bytes: FUZZ_MAIN := $(B)/fuzz/shared_counters.o -fsanitize=fuzzer

# ---- one command each ----
.PHONY: FORCE help all lib print-libs tests tests-san faults faults-san test check demo bench scaling campaign \
    campaign-san campaign-venv onnx-cases embedded roofline choice mutants kills fuzz analyze analyze-tsan \
    analyze-valgrind test-long browser hosts generated docs pictures site deb pack-deb install uninstall print-installed clean
tests: $(TESTS) $(B)/netc $(B)/test/netc_renamed $(if $(SAN),,$(B)/libnetc.so) ## builds the test programs

test: ## runs every test, plain and with sanitizers; T=name: one; LONG=1: the long form
ifdef T
	NETC_TEST_LONG=$(LONG) sh tests/one.sh $(B) $(T)
else
	./deps.sh --test
	NETC_TEST_LONG=$(LONG) sh tests/all.sh
endif

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(firstword \
	    $(MAKEFILE_LIST)) | fold -s -w 100
	@echo "CC, CFLAGS, PREFIX and DESTDIR are as usual; B=FOLDER is where all is built (build)."

check: tests ## runs every test of the plain build, without installing anything
	NETC=$(B)/netc tests/run $(TESTS) $(sort $(wildcard tests/cli/*.sh tests/paths/*_test.sh))

# What make is told for a build with AddressSanitizer and UBSan. gcc takes half the time for it
# with -Og and without tracking of variables. UBSan traps: its messages are 106,000 of 133,000
# global variables, which AddressSanitizer marks whenever the program starts; with handle_sigill=1
# a trap prints where it is. At fixed addresses 600,000 relocations need not be made either. A start
# takes 32 ms of the processor instead of 65.
SANITIZED := OPT="-Og -g1 -fno-var-tracking" KERNEL_OPT="-O1 -g1 -fno-var-tracking" \
    SAN="-fsanitize=address,undefined -fsanitize-undefined-trap-on-error" LDFLAGS=-no-pie

tests-san: # the test programs with sanitizers
	$(MAKE) --no-print-directory -s tests B=$(B)-san $(SANITIZED)

# Each failing call in turn, under every command (tests/faults); make test takes a sample.
faults: $(B)/netc $(B)/libnetc.a ## each failing call in turn, under every command (long)
	FAULTS=all NETC=$(B)/netc sh tests/cli/faults.sh
# The same for leaks, with AddressSanitizer.
faults-san: ## the same with AddressSanitizer
	$(MAKE) --no-print-directory -s $(B)-san/netc B=$(B)-san $(SANITIZED)
	ASAN_OPTIONS=detect_leaks=1 \
	    LSAN_OPTIONS="suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0" \
		FAULTS=all FAULT_STEPS=$(or $(FAULT_STEPS),12) NETC=$(B)-san/netc sh tests/cli/faults.sh

demo: ## installs what is needed, builds, trains for a minute, emits C and compares
	./deps.sh
	@echo "building netc"
	@$(MAKE) --no-print-directory -s -j$$(nproc) $(B)/netc
	sh examples/demo.sh $(B)/netc

$(B)/bench/%: tests/bench/%.c $(B)/libnetc.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $< $(B)/libnetc.a $(LIBS) -o $@
# BENCH=quick: a part of the peers, once; BENCH="small CNN": rows whose description has these words.
BENCH ?=
scaling: $(B)/bench/scaling $(B)/bench/ranks ## what 1 to 64 cores, and 2 to 64 ranks, would give
	for run in "vgg_cifar train 64" "small_cnn train 64" "vgg_cifar infer 1" "resnet_cifar train 64"; \
	do set -- $$run; NETC_LIB=lib $< examples/$$1.net $$2 $$3 $(ROUNDS) || exit 1; done
	for net in vgg_cifar small_cnn resnet_cifar; \
	do NETC_LIB=lib $(B)/bench/ranks examples/$$net.net 64 $(ROUNDS) || exit 1; done
bench: $(B)/bench/step $(B)/netc ## times against PyTorch and others; BENCH=quick: a part
	sh tests/bench/venv.sh $(B)/venv
	$(B)/venv/bin/python tests/bench/bench.py $(B) --json $(B)/bench/bench.json $(if $(filter \
	    quick,$(BENCH)),--quick,--only "$(BENCH)")
# Random nets against PyTorch: N of them from SEED on; goes on where the same command ended.
# spec/testing.md.
SEED ?= 1
N ?= 200
CAMPAIGN_PYTHON ?= $(B)/venv/bin/python
CAMPAIGN = nice -n 10 $(CAMPAIGN_PYTHON) tests/campaign/campaign.py $(B) --seed $(SEED) -n $(N) \
    --log $(B)/campaign/seed$(SEED).jsonl
campaign: $(B)/campaign/worker campaign-venv ## random nets against PyTorch; SEED=1 N=200
	$(CAMPAIGN)
campaign-venv:
	test -x "$(CAMPAIGN_PYTHON)" || NETC_BENCH_PEERS="torch onnxruntime" sh tests/bench/venv.sh \
	    $(B)/venv
# The operator cases of ONNX (Debian package libonnx-testdata), and the pages about them: through
# netc import, and as nets that are written for them.
onnx-cases: $(B)/campaign/worker $(B)/netc campaign-venv ## ONNX's operator cases
	./deps.sh --onnx
	nice -n 10 $(CAMPAIGN_PYTHON) tests/campaign/onnx_import.py $(B)/netc \
	    --write spec/onnx-import.md
	nice -n 10 $(CAMPAIGN_PYTHON) tests/campaign/onnx_cases.py $(B) --write spec/onnx-operators.md
# The same with AddressSanitizer and UBSan in the library and AddressSanitizer in the emitted C:
# some three seconds a net.
campaign-san: ## random nets with sanitizers
	$(MAKE) campaign-venv CAMPAIGN_PYTHON=$(CAMPAIGN_PYTHON)
	$(MAKE) -s B=build-san $(SANITIZED) build-san/campaign/worker
	$(subst campaign.py $(B),campaign.py build-san --san,$(CAMPAIGN))
$(B)/campaign/worker: tests/campaign/worker.c $(B)/libnetc.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $< $(B)/libnetc.a $(LIBS) -o $@
# The table of every layer in spec/performance.md, and the cost model's choices against measurement.
# Both want a machine that does nothing else.
roofline: $(B)/netc ## the table of every layer in spec/performance.md
	python3 tests/bench/roofline.py $(B)/netc spec/performance.md
choice: $(B)/netc ## the choice of algorithms against measurement
	python3 tests/bench/choice.py $(B)/netc

# Small machines: code, RAM and instructions on a Cortex-M4 under qemu, with emx-onnx-cgen beside it.
# Emitted C on processors whose compilers and emulators are here, by every language standard.
hosts: $(B)/netc ## emitted C on other processors, under qemu and wine
	NETC=$(B)/netc sh tests/long/hosts.sh

# The page of --package=wasm in a browser; skips without Chromium or a compiler for WebAssembly.
browser: $(B)/netc ## the page of --package=wasm in headless Chromium
	NETC=$(B)/netc sh tests/long/browser.sh

embedded: $(B)/netc ## the table of spec/embedded.md: a Cortex-M4 under qemu
	./deps.sh --mcu
	test -x $(B)/venv-mcu/bin/emx-onnx-cgen || python3 -m venv $(B)/venv-mcu
	$(B)/venv-mcu/bin/pip install -q emx-onnx-cgen tflite-micro safetensors
	$(B)/venv-mcu/bin/python tests/bench/embedded.py $(B) --write spec/embedded.md

# libFuzzer on one target of tests/fuzz/targets.h, or on each in turn, for TIME seconds each.
TARGET ?= all
TIME ?= 60
FUZZ_CC ?= clang
FUZZ_BUILD = $(MAKE) --no-print-directory -s B=build-fuzz CC="$(FUZZ_CC)" \
    OPT="-O1 -g" KERNEL_OPT="-O1 -g" \
    SAN="-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined"
fuzz: ## libFuzzer; TARGET=hdf5 TIME=600
	$(FUZZ_BUILD) build-fuzz/fuzz/fuzz_bytes build-fuzz/fuzz/fuzz_files
	sh tests/fuzz/fuzz.sh build-fuzz $(TARGET) $(TIME)

# The long tests, each in a short form: a minute of fuzzing a target, 40 kills, every failing call,
# 100 random nets.
test-long: ## a short form of each long test
	$(MAKE) --no-print-directory fuzz TARGET=all TIME=60
	$(MAKE) --no-print-directory kills KILLS=40
	$(MAKE) --no-print-directory faults
	$(MAKE) --no-print-directory campaign N=100

# Static analysis and the checkers that make test has not; tests/analyze has what is explained.
ANALYZE ?= gcc tidy cppcheck tsan valgrind
analyze: $(B)/netc ## static analysis, ThreadSanitizer, valgrind
	./deps.sh --analyze
	@failed=0; for t in $(ANALYZE); do $(MAKE) --no-print-directory -s analyze-$$t || \
	    failed=1; done; exit $$failed
analyze-gcc analyze-tidy analyze-cppcheck: analyze-%:
	nice -n 10 sh tests/analyze/static.sh $(B) $*
analyze-tsan:
	$(MAKE) --no-print-directory -s B=build-tsan \
	    OPT="-O1 -g" KERNEL_OPT="-O1 -g" SAN="-fsanitize=thread" \
	    $(addprefix build-tsan/,netc test/test_pool test/test_training test/test_pooled)
	nice -n 10 sh tests/analyze/dynamic.sh build-tsan tsan
analyze-valgrind: $(B)/netc
	nice -n 10 sh tests/analyze/dynamic.sh $(B) valgrind

# A training killed 200 times, each time resumed, ends with the same bits. KILLS=N, SEED=N.
kills: $(B)/netc ## a training killed 200 times
	NETC=$(B)/netc KILLS=$${KILLS:-200} sh tests/long/kills.sh

# Mutation testing (tests/mutants/mutants.py); some ten seconds each. N and SEED say how many and
# which.
N ?= 100
SEED ?= 1
mutants: ## mutation testing; N=100 SEED=1
	python3 tests/mutants/mutants.py --n $(N) --seed $(SEED)

# The emitted C of every example, committed; `make generated` renews it,
# tests/paths/generated_test.sh compares.
generated: $(B)/netc ## renews the emitted C of the examples
	sh tests/paths/generate.sh $(B)/netc generated

# The pages that are printed from tables, committed; tests/cli/help.sh compares. Of ARCHITECTURE.md,
# the tables and the picture; tests/cli/arrows.sh compares.
DOCS := cli/netc.1:man spec/commands.md:markdown spec/layers.md:layers \
    packaging/completion/netc.bash:bash \
        packaging/completion/_netc:zsh packaging/completion/netc.fish:fish \
    packaging/editors/vim/syntax/netc.vim:vim \
        packaging/editors/vscode/syntaxes/netc.tmLanguage.json:vscode
docs: $(B)/netc ## renews the pages that are printed from tables
	set -e; for d in $(DOCS); do $(B)/netc help --format=$${d#*:} >$(B)/docs.page; \
	    mv $(B)/docs.page $${d%:*}; done
	sh tools/rooms.sh write

# tests/cli/gallery.sh compares what stands in the boxes with what netc says.
pictures: $(B)/netc ## draws the nets of docs/gallery.md (Debian package graphviz)
	mkdir -p docs/pictures
	set -e; for f in examples/gallery/*.net; do \
	    $(B)/netc graph $$f | dot -Granksep=0.15 -Nheight=0.2 -Nmargin=0.08,0.03 -Tsvg | \
	        sed '/^<!/d; /^ "http/d; /^ -->/d' >docs/pictures/$$(basename $$f .net).svg; done

# The pages of the documentation as a site. The table cli/topics.def says which they are.
PAGES := $(shell awk -F'"' '/^TOPIC/ { print $$4 }' cli/topics.def)
SITE_FILES = CONTRIBUTING.md CHANGELOG.md tests/README.md docs/site.css docs/site.js \
    $(wildcard spec/*.md spec/*.svg spec/*.txt spec/decisions/*.md docs/pictures/*)
site: ## the documentation as a site, in build/site (Debian package mkdocs-material)
	rm -rf $(B)/site $(B)/site-pages
	for p in $(PAGES) $(SITE_FILES); do install -D -m 644 $$p $(B)/site-pages/$$p; done
	sed 's|](\([a-z0-9]*\.md\)|](docs/\1|g; s|](\.\./|](|g' docs/index.md >$(B)/site-pages/index.md
	rm $(B)/site-pages/docs/index.md
	sed 's|build/|$(CURDIR)/$(B)/|' mkdocs.yml >$(B)/mkdocs.yml
	mkdocs build -q --strict -f $(B)/mkdocs.yml

# ---- installing ----
LIBDIR ?= $(PREFIX)/lib
INSTALL_ENV = DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' LIBDIR='$(LIBDIR)' B='$(B)' \
    SONAME=$(SONAME) VERSION=$(VERSION) LIBS='$(LIBS)' PAGES='$(PAGES)' PLUGINS='$(PLUGINS)' \
    COMMANDS='$(COMMANDS)'
INSTALL = $(INSTALL_ENV) sh packaging/install.sh
# The manual's pages of single commands, and of the language.
COMMANDS := $(filter-out emit,$(shell sed -n 's/^COMMAND(\(.*\))/\1/p' cli/commands.def))
$(B)/man/netc.net.5: $(B)/netc
	@mkdir -p $(@D)
	for c in $(COMMANDS); do $(B)/netc help $$c --format=man >$(@D)/netc-$$c.1 || exit 1; done
	$(B)/netc help language --format=man >$@.new
	mv $@.new $@
install: $(B)/netc $(B)/libnetc.a $(B)/libnetc.so $(PLUGINS) $(B)/man/netc.net.5 ## to PREFIX (/usr/local)
	$(INSTALL) install
uninstall: ## removes what install wrote
	$(INSTALL) uninstall
print-installed: # what install writes, for tests
	@$(INSTALL) list
# Debian packages of what is built, for this machine's kind of processor.
deb: ## Debian packages, in build/deb
	$(MAKE) --no-print-directory PREFIX=/usr $(B)/netc $(B)/libnetc.a $(B)/libnetc.so
	$(MAKE) --no-print-directory pack-deb
	if command -v lintian >/dev/null; then lintian --fail-on error,warning $(B)/deb/*.deb; fi
pack-deb: $(B)/man/netc.net.5 # of what is there, for tests
	@$(INSTALL_ENV) OUT='$(or $(OUT),$(B)/deb)' sh packaging/deb.sh

clean: ## removes what was built
	rm -rf $(B) $(B)-san

-include $(shell find $(B) -name '*.d' -type f 2>/dev/null)
