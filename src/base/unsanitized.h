/*
 * base/unsanitized.h -- telling the sanitizers what they cannot see.
 *
 * In a build without them every word here is empty.
 */
#ifndef CF_BASE_UNSANITIZED_H
#define CF_BASE_UNSANITIZED_H

#include <stddef.h>

#if defined(__has_feature)
#if __has_feature(memory_sanitizer)
#define CF_UNDER_MSAN
#endif
#if __has_feature(address_sanitizer)
#define CF_UNDER_ASAN
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define CF_UNDER_ASAN
#endif

#if defined(CF_UNDER_MSAN)
#include <sanitizer/msan_interface.h>
#endif
#if defined(CF_UNDER_ASAN)
#include <sanitizer/asan_interface.h>
#endif

/* These octets were written by a library that was built without MemorySanitizer. */
static inline void cf_unsanitized_written(void *at, size_t len)
{
#if defined(CF_UNDER_MSAN)
    __msan_unpoison(at, len);
#else
    (void)at;
    (void)len;
#endif
}

/* Nobody owns these octets: AddressSanitizer reports whoever touches them. */
static inline void cf_unsanitized_unowned(void *at, size_t len)
{
#if defined(CF_UNDER_ASAN)
    __asan_poison_memory_region(at, len);
#else
    (void)at;
    (void)len;
#endif
}

/* These octets have an owner again. */
static inline void cf_unsanitized_owned(void *at, size_t len)
{
#if defined(CF_UNDER_ASAN)
    __asan_unpoison_memory_region(at, len);
#else
    (void)at;
    (void)len;
#endif
}

#endif
