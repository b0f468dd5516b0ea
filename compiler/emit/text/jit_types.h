typedef signed char int8_t;
typedef unsigned char uint8_t;
typedef int int32_t;
typedef unsigned int uint32_t;
typedef long long int64_t;
typedef unsigned long long uint64_t;
typedef long ptrdiff_t;
typedef unsigned long size_t;
typedef unsigned long uintptr_t;
#define NETC_RESTRICT restrict
#define NETC_WROTE()  ((void)0)
#define NETC_INLINE   static
#define NETC_APART    static
#define NULL          ((void *)0)
#define INFINITY      (1e39f)
void *memset(void *, int, size_t);
void *memcpy(void *, const void *, size_t);
void *memmove(void *, const void *, size_t);
double pow(double, double);
double exp(double);
double log(double);
double log1p(double);
double sqrt(double);
double fabs(double);
double floor(double);
float powf(float, float);
float expf(float);
float logf(float);
float log1pf(float);
float sqrtf(float);
float fabsf(float);
float tanhf(float);
float erff(float);
float floorf(float);
float fmaxf(float, float);
float fminf(float, float);
