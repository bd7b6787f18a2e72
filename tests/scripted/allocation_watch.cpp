#include "scripted/allocation_watch.h"

namespace {
thread_local std::size_t taken = 0;
}

#ifdef NIGHTBELL_SANITIZED // the sanitizer has its own malloc, and tells of it

#include <sanitizer/allocator_interface.h>

namespace {
[[maybe_unused]] const int hooked = __sanitizer_install_malloc_and_free_hooks(
    [](const volatile void *, std::size_t) { ++taken; }, [](const volatile void *) {});
}

#else // in front of the C library's own, whose new ends here, too

extern "C" {

void *__libc_malloc(std::size_t bytes);
void *__libc_calloc(std::size_t count, std::size_t bytes);
void *__libc_realloc(void *old, std::size_t bytes);
void *__libc_memalign(std::size_t alignment, std::size_t bytes);

void *malloc(std::size_t bytes)
{
    ++taken;
    return __libc_malloc(bytes);
}

void *calloc(std::size_t count, std::size_t bytes)
{
    ++taken;
    return __libc_calloc(count, bytes);
}

void *realloc(void *old, std::size_t bytes)
{
    ++taken;
    return __libc_realloc(old, bytes);
}

void *aligned_alloc(std::size_t alignment, std::size_t bytes)
{
    ++taken;
    return __libc_memalign(alignment, bytes);
}
}

#endif

namespace nightbell::scripted {

AllocationWatch::AllocationWatch() : m_before(taken) { }

std::size_t AllocationWatch::count() const { return taken - m_before; }

} // namespace nightbell::scripted
