// The way of one WebRTC leg's packets: a socket with ICE, DTLS and SRTP on it. Only packets that prove themselves get
// through, and ours go to where the last of them came from.
//
//   socket ─► TURN ─► ICE ─► DTLS ─► SRTP ─► roadBrought      one recipient takes a datagram, or hands it on
//   socket ◄─ TURN ◄──────────────── SRTP ◄─ send             before the keys are agreed nothing leaves
#pragma once

#include "line/held.h"
#include "line/web_gathering.h"
#include "line/web_media.h"

#include <chrono>
#include <memory>
#include <span>

struct mbuf;
struct sa;
struct tls;

namespace nightbell {

struct RtpPacket;

struct WebGround // what the legs of a line stand on
{
    QList<QHostAddress> hosts; // our own, as others may reach them
    QHostAddress bound;        // what the sockets listen on
    PortRange ports;
    IceServices services;
    QByteArray fingerprint;
    tls *context = nullptr;
    dnsc *names = nullptr;
};

enum class WebFault { None, Silent, NoSetUp, WrongFingerprint, NoKeys };

class WebRoad
{
public:
    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void roadFound() = 0;                                       // ours() is complete
        virtual void roadUp() = 0;                                          // the other end is who it said it is
        virtual void roadBrought(std::span<const std::uint8_t> packet) = 0; // RTP, in clear
        virtual void roadClosed(WebFault why) = 0;                          // None: the other end said goodbye
    };

    WebRoad(Listener &listener, const WebGround &ground);
    ~WebRoad(); // says goodbye
    WebRoad(const WebRoad &) = delete;
    WebRoad &operator=(const WebRoad &) = delete;

    enum class Begun { ByThem, ByUs }; // who made the offer; whoever did controls ICE
    Result<> open(Begun begun);        // roadFound() follows
    WebOurs ours() const;
    void meet(const WebTheirs &theirs); // roadUp() or roadClosed() may follow; or nothing
    void send(const RtpPacket &packet); // under our own source and sequence

    bool isUp() const;
    QString inWords() const; // for the log: how it is found and sealed, no address
    std::chrono::steady_clock::time_point lastProof() const { return m_lastProof; } // of the other end
    quint64 forged() const { return m_forged; }

private:
    struct Parts; // everything of libre's

    Result<> listen();
    void checksEnded(int error);
    void helloFrom(const sa &source);
    void shakeHands(const sa *peer);
    void shaken();
    bool takeKeys();
    bool arriving(const sa &source, mbuf &packet);
    bool leaving(mbuf &packet);
    void moveTo(const sa &source);

    Listener &m_listener;
    const WebGround &m_ground;
    const QByteArray m_iceUser;
    const QByteArray m_icePassword;
    WebTheirs m_theirs;
    std::chrono::steady_clock::time_point m_lastProof;
    quint64 m_forged = 0;
    std::unique_ptr<Parts> m_parts;
};

} // namespace nightbell
