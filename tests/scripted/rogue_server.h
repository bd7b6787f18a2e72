// Something that listens on a loopback port and is no good server: it takes a connection, reads, and misbehaves.
#pragma once

#include <QByteArray>

#include <atomic>
#include <thread>

namespace nightbell {

class RogueServer
{
public:
    enum class Manner {
        Resets,   // as soon as something was said to it
        Speaks,   // says `words`, then nothing
        Trickles, // says `words` for ever, one byte at a time
    };

    RogueServer(Manner manner, QByteArray words = {});
    ~RogueServer();
    quint16 port() const { return m_port; }

private:
    void serve();

    Manner m_manner;
    QByteArray m_words;
    int m_listening = -1;
    quint16 m_port = 0;
    std::atomic<bool> m_over = false;
    std::thread m_thread;
};

} // namespace nightbell
