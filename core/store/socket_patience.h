// Ends the wait for a server that neither answers nor closes the connection: the socket is shut down, and whoever waits
// on it is told at once. libpq itself waits without end once it is connected: the system of a machine whose database
// hangs still confirms what it is sent, so no timeout of TCP helps.
#pragma once

#include "instant.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace nightbell {

class SocketPatience
{
public:
    explicit SocketPatience(Span patience);

    void begin(int socket); // the wait; one at a time
    bool end();             // true when it was ended from here; the socket may be closed from now on

private:
    using Moment = std::chrono::steady_clock::time_point;

    void watch(const std::stop_token &stop);

    const Span m_patience;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::optional<int> m_socket; // none while nobody waits
    Moment m_until;
    bool m_asleep = false; // the watcher, until somebody waits
    bool m_gaveUp = false;
    std::jthread m_watcher; // last: it uses everything above
};

} // namespace nightbell
