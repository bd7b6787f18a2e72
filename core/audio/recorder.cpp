#include "audio/recorder.h"

#include <pthread.h>

namespace nightbell {
namespace {

constexpr Span roundEvery{100};

Span sinceStart() { return std::chrono::duration_cast<Span>(std::chrono::steady_clock::now().time_since_epoch()); }

} // namespace

Recorder::Recorder(const QString &dataFolder)
    : m_inlet(std::make_unique<RecordingInlet>())
    , m_rounds(dataFolder, *m_inlet)
{
    m_rounds.onEnded = [this](const CallId &call) { Q_EMIT ended(call); };
    m_rounds.onBroken = [this](const CallId &call, bool broken) { Q_EMIT brokenChanged(call, broken); };
    m_thread = std::thread([this] { run(); });
}

Recorder::~Recorder()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

int Recorder::start(const CallId &call, const SealKey &key, Instant began)
{
    const int room = ++m_lastRoom;
    order(StartRecording{room, call, key, began});
    return room;
}

void Recorder::pause(int room) { order(PauseRecording{room}); }

void Recorder::resume(int room) { order(ResumeRecording{room}); }

void Recorder::stop(int room) { order(StopRecording{room}); }

void Recorder::order(RecordingOrder order)
{
    {
        const std::lock_guard lock(m_mutex);
        m_orders.push_back(std::move(order));
    }
    m_wake.notify_one();
}

RecorderVitals Recorder::vitals() const
{
    const std::lock_guard lock(m_mutex);
    return m_vitals;
}

void Recorder::run()
{
    ::pthread_setname_np(::pthread_self(), "recorder");
    for (bool stopping = false; !stopping;) {
        std::vector<RecordingOrder> orders;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, roundEvery, [this] { return m_stopping || !m_orders.empty(); });
            orders.swap(m_orders);
            stopping = m_stopping;
        }
        m_rounds.round(orders, sinceStart());
        if (stopping)
            m_rounds.endAll(sinceStart());
        tell();
    }
}

void Recorder::tell()
{
    bool changed = false;
    {
        const std::lock_guard lock(m_mutex);
        changed = m_vitals.trouble.has_value() != m_rounds.vitals().trouble.has_value();
        m_vitals = m_rounds.vitals();
    }
    if (changed)
        Q_EMIT troubleChanged(m_rounds.vitals().trouble.has_value());
}

} // namespace nightbell
