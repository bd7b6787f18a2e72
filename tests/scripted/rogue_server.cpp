#include "scripted/rogue_server.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace nightbell {
namespace {

bool readable(int socket, int waitMs)
{
    pollfd watched{socket, POLLIN, 0};
    return ::poll(&watched, 1, waitMs) > 0;
}

} // namespace

RogueServer::RogueServer(Manner manner, QByteArray words) : m_manner(manner), m_words(std::move(words))
{
    m_listening = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof here;
    ::bind(m_listening, reinterpret_cast<sockaddr *>(&here), length);
    ::listen(m_listening, 8);
    ::getsockname(m_listening, reinterpret_cast<sockaddr *>(&here), &length);
    m_port = ntohs(here.sin_port);
    m_thread = std::thread([this] { serve(); });
}

RogueServer::~RogueServer()
{
    m_over = true;
    m_thread.join();
    ::close(m_listening);
}

void RogueServer::serve()
{
    while (!m_over) {
        if (!readable(m_listening, 10))
            continue;
        const int caller = ::accept(m_listening, nullptr, nullptr);
        bool said = false;
        char heard[4096];
        qsizetype next = 0;
        while (!m_over) {
            if (readable(caller, 5)) {
                if (::recv(caller, heard, sizeof heard, 0) <= 0)
                    break;
                said = true;
            }
            if (said && m_manner == Manner::Resets)
                break;
            if (said && m_manner == Manner::Speaks && next == 0)
                next = ::send(caller, m_words.constData(), size_t(m_words.size()), MSG_NOSIGNAL);
            if (said && m_manner == Manner::Trickles)
                if (::send(caller, m_words.constData() + next++ % m_words.size(), 1, MSG_NOSIGNAL) < 0)
                    break;
        }
        const linger abortively{1, 0}; // a reset, not a polite end
        ::setsockopt(caller, SOL_SOCKET, SO_LINGER, &abortively, sizeof abortively);
        ::close(caller);
    }
}

} // namespace nightbell
