#include "store/socket_patience.h"

#include <sys/socket.h>

namespace nightbell {

SocketPatience::SocketPatience(Span patience)
    : m_patience(patience)
    , m_watcher([this](const std::stop_token &stop) { watch(stop); })
{ }

void SocketPatience::begin(int socket)
{
    const std::scoped_lock lock(m_mutex);
    m_socket = socket;
    m_until = std::chrono::steady_clock::now() + m_patience;
    m_gaveUp = false;
    if (m_asleep) // else it looks again when the moment before this one is over
        m_changed.notify_one();
}

bool SocketPatience::end()
{
    const std::scoped_lock lock(m_mutex);
    m_socket.reset();
    return m_gaveUp;
}

void SocketPatience::watch(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        m_asleep = !m_socket;
        if (m_asleep) {
            m_changed.wait(lock, stop, [this] { return m_socket.has_value(); });
        } else if (const Moment until = m_until; std::chrono::steady_clock::now() < until) {
            m_changed.wait_until(lock, stop, until, [] { return false; });
        } else {
            ::shutdown(*m_socket, SHUT_RDWR);
            m_socket.reset();
            m_gaveUp = true;
        }
    }
}

} // namespace nightbell
