// A bounded queue from one thread to one other. Neither side ever waits or locks; a full queue says so.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <type_traits>

namespace nightbell {

template<class T, std::size_t capacity> class ValueRing
{
    static_assert(std::has_single_bit(capacity));
    static_assert(std::is_trivially_copyable_v<T>, "a value that owns memory would be freed on the wrong thread");

public:
    bool push(const T &value) // the writing thread only
    {
        const std::size_t at = m_written.load(std::memory_order_relaxed);
        if (at - m_read.load(std::memory_order_acquire) == capacity)
            return false;
        m_values[at % capacity] = value;
        m_written.store(at + 1, std::memory_order_release);
        return true;
    }

    bool pop(T &value) // the reading thread only
    {
        const std::size_t at = m_read.load(std::memory_order_relaxed);
        if (at == m_written.load(std::memory_order_acquire))
            return false;
        value = m_values[at % capacity];
        m_read.store(at + 1, std::memory_order_release);
        return true;
    }

    bool empty() const // the reading thread only
    {
        return m_read.load(std::memory_order_relaxed) == m_written.load(std::memory_order_acquire);
    }

    std::size_t waiting() const // either thread; the other side may have moved on since
    {
        const std::size_t read = m_read.load(std::memory_order_acquire);
        return m_written.load(std::memory_order_acquire) - read;
    }

private:
    static constexpr std::size_t cacheLineBytes = 64; // keeps the two counters from slowing each other down
    alignas(cacheLineBytes) std::atomic<std::size_t> m_written = 0;
    alignas(cacheLineBytes) std::atomic<std::size_t> m_read = 0;
    std::array<T, capacity> m_values{};
};

} // namespace nightbell
