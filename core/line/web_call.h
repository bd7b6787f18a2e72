// One WebRTC leg: a browser's offer that is answered, or an offer of ours that somebody answers; then its packets
// between the road and the sound thread's post. Lives on the web thread; it goes only by a posted command, never
// inside one of its own callbacks.
#pragma once

#include "line/line.h"
#include "line/web_road.h"

namespace nightbell {

struct WebPatience
{
    std::chrono::milliseconds answer{60'000};  // from an offer to its answer, whoever makes it
    std::chrono::milliseconds setUp{20'000};   // from the answer to the keys
    std::chrono::milliseconds silence{15'000}; // without one packet that proves itself; browsers report every 5 s
};

class WebCall : private WebRoad::Listener
{
public:
    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void callDescribed(const LegId &leg, const QByteArray &sdp) = 0; // our offer or answer
        virtual void callConnected(const LegId &leg, const MediaPath &path) = 0;
        virtual void callEnded(const LegId &leg, EndCause cause, WebFault why) = 0; // destroy it, after returning
    };

    WebCall(LegId id, Listener &listener, const WebGround &ground, const WebPatience &patience);
    ~WebCall() override;
    WebCall(const WebCall &) = delete;
    WebCall &operator=(const WebCall &) = delete;

    // callDescribed follows, when our addresses are known.
    Result<> hearOffer(const QByteArray &sdp); // and only after answer()
    void answer(std::shared_ptr<PacketPost> post);
    Result<> offer(std::shared_ptr<PacketPost> post);
    Result<> hearAnswer(const QByteArray &sdp);

    bool offers() const { return m_offering; }
    QString roadInWords() const { return m_road.inWords(); }
    quint64 forged() const { return m_road.forged(); }
    quint64 dropped() const { return m_dropped; } // packets that the post had no room for

private:
    struct Watch;

    void roadFound() override;
    void roadUp() override;
    void roadBrought(std::span<const std::uint8_t> packet) override;
    void roadClosed(WebFault why) override;

    Result<> prepare(WebRoad::Begun begun);
    void describe();
    void collect();
    void look();
    void end(EndCause cause, WebFault why);

    const LegId m_id;
    Listener &m_listener;
    const WebPatience m_patience;
    std::optional<WebMedia> m_media;
    std::optional<WebTheirs> m_theirs;
    std::shared_ptr<PacketPost> m_post;
    bool m_offering = false;
    bool m_found = false;
    bool m_described = false;
    bool m_over = false; // whatever libre still tells is of no interest
    quint64 m_dropped = 0;
    std::chrono::steady_clock::time_point m_setUpBy; // or answered by
    std::unique_ptr<Watch> m_watch;
    WebRoad m_road;
};

} // namespace nightbell
