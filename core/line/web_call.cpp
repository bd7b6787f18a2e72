#include "line/web_call.h"

#include "audio/packet_post.h"
#include "audio/rtp.h"

#include <re.h>

namespace nightbell {

namespace {

constexpr int lookEveryMs = 200;

WebCall &callOf(void *argument) { return *static_cast<WebCall *>(argument); }

} // namespace

struct WebCall::Watch
{
    tmr timer{};
    int bell = -1;

    ~Watch()
    {
        tmr_cancel(&timer);
        if (bell >= 0)
            fd_close(bell);
    }
};

WebCall::WebCall(LegId id, Listener &listener, const WebGround &ground, const WebPatience &patience)
    : m_id(std::move(id))
    , m_listener(listener)
    , m_patience(patience)
    , m_setUpBy(std::chrono::steady_clock::now() + patience.answer)
    , m_watch(std::make_unique<Watch>())
    , m_road(*this, ground)
{ }

WebCall::~WebCall() = default;

Result<> WebCall::hearOffer(const QByteArray &sdp)
{
    Result<WebMedia> media = WebMedia::make();
    if (!media)
        return media.problem();
    m_media = std::move(media).value();
    Result<WebTheirs> theirs = m_media->hear(sdp, true);
    if (!theirs)
        return theirs.problem();
    m_theirs = std::move(theirs).value();
    return prepare(WebRoad::Begun::ByThem);
}

Result<> WebCall::offer(std::shared_ptr<PacketPost> post)
{
    Result<WebMedia> media = WebMedia::make();
    if (!media)
        return media.problem();
    m_media = std::move(media).value();
    m_post = std::move(post);
    m_offering = true;
    return prepare(WebRoad::Begun::ByUs);
}

Result<> WebCall::prepare(WebRoad::Begun begun)
{
    const Result<> open = m_road.open(begun);
    if (open)
        look();
    return open;
}

void WebCall::answer(std::shared_ptr<PacketPost> post)
{
    if (m_post || m_over)
        return;
    m_post = std::move(post);
    describe();
}

Result<> WebCall::hearAnswer(const QByteArray &sdp)
{
    if (!m_offering || !m_described || m_theirs)
        return Problem{Problem::Kind::Refused, QStringLiteral("web call: nobody asked for an answer")};
    Result<WebTheirs> theirs = m_media->hear(sdp, false);
    if (!theirs)
        return theirs.problem();
    m_theirs = std::move(theirs).value();
    m_setUpBy = std::chrono::steady_clock::now() + m_patience.setUp;
    m_road.meet(*m_theirs);
    return {};
}

void WebCall::roadFound()
{
    m_found = true;
    describe();
}

void WebCall::describe()
{
    if (!m_found || !m_post || m_described || m_over)
        return;
    m_described = true;
    const Result<QByteArray> ours = m_media->say(m_road.ours(), m_offering);
    if (!ours)
        return end(EndCause::LineLost, WebFault::NoSetUp);
    m_listener.callDescribed(m_id, ours.value());
    if (m_offering)
        return;
    m_setUpBy = std::chrono::steady_clock::now() + m_patience.setUp;
    m_road.meet(*m_theirs);
}

void WebCall::roadUp()
{
    if (m_over)
        return;
    const auto rung = [](int, void *call) { callOf(call).collect(); };
    const Result<MediaPath> path = m_media->path();
    if (!path || !m_post->ready() || fd_listen(m_post->bell(), FD_READ, rung, this))
        return end(EndCause::LineLost, WebFault::NoSetUp);
    m_watch->bell = m_post->bell();
    m_listener.callConnected(m_id, path.value());
}

void WebCall::collect()
{
    m_post->calm();
    PostedPacket posted;
    while (m_post->collect(posted))
        if (const auto packet = parseRtp(posted.view()))
            m_road.send(*packet);
}

void WebCall::roadBrought(std::span<const std::uint8_t> packet)
{
    if (!m_over && !m_post->deliver(packet))
        ++m_dropped;
}

void WebCall::roadClosed(WebFault why)
{
    end(why == WebFault::None ? EndCause::CallerHungUp : EndCause::LineLost, why);
}

void WebCall::look()
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_road.isUp() && now > m_setUpBy)
        return end(EndCause::LineLost, WebFault::NoSetUp);
    if (m_road.isUp() && now > m_road.lastProof() + m_patience.silence)
        return end(EndCause::LineLost, WebFault::Silent);
    tmr_start(
        &m_watch->timer, lookEveryMs, [](void *call) { callOf(call).look(); }, this);
}

void WebCall::end(EndCause cause, WebFault why)
{
    if (!std::exchange(m_over, true))
        m_listener.callEnded(m_id, cause, why);
}

} // namespace nightbell
