#include "speech/pocketsphinx_transcriber.h"

namespace nightbell {

template<class Work> void PocketsphinxTranscriber::onCall(int room, Work work)
{
    QMetaObject::invokeMethod(
        this,
        [this, room, work = std::move(work)] {
            if (const auto call = m_calls.constFind(room); call != m_calls.cend())
                work(CallId(*call)); // who hears of it may close the call
        },
        Qt::QueuedConnection);
}

PocketsphinxTranscriber::PocketsphinxTranscriber(std::shared_ptr<const HearingSet> set, const HearingLimits &limits)
    : m_pool(std::move(set), limits,
             {.heard =
                  [this](int room, const TranscribedWords &words) {
                      onCall(room, [this, words](const CallId &call) { Q_EMIT heard(call, words); });
                  },
              .deaf =
                  [this](int room, const Problem &problem) {
                      onCall(room, [this, problem](const CallId &call) { Q_EMIT deaf(call, problem); });
                  }})
{ }

PocketsphinxTranscriber::~PocketsphinxTranscriber() = default;

Result<ListeningInlet *> PocketsphinxTranscriber::start()
{
    m_pool.start();
    return &m_pool.inlet();
}

Result<int> PocketsphinxTranscriber::open(const CallId &call, int rate)
{
    close(call);
    const auto room = m_pool.open(rate);
    if (room) {
        m_rooms.insert(call, room.value());
        m_calls.insert(room.value(), call);
    }
    return room;
}

void PocketsphinxTranscriber::expect(const CallId &call, const ExpectedAnswer &answer)
{
    m_pool.expect(m_rooms.value(call), answer);
}

void PocketsphinxTranscriber::finish(const CallId &call, int utterance)
{
    m_pool.finish(m_rooms.value(call), utterance);
}

void PocketsphinxTranscriber::close(const CallId &call)
{
    if (const auto room = m_rooms.constFind(call); room != m_rooms.cend()) {
        m_pool.close(*room);
        m_calls.remove(*room);
        m_rooms.erase(room);
    }
}

void PocketsphinxTranscriber::learn(std::shared_ptr<const HearingSet> set) { m_pool.learn(std::move(set)); }

} // namespace nightbell
