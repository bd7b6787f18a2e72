#include "audio/recording_press.h"

#include "audio/recording_file.h"
#include "audio/recording_folder.h"

#include <QLoggingCategory>

#include <cstdio>

#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace nightbell {
namespace {

Q_LOGGING_CATEGORY(log, "nightbell.recording")

void onlyWhenNothingElseRuns()
{
    ::pthread_setname_np(::pthread_self(), "press");
    const sched_param none{};
    ::pthread_setschedparam(::pthread_self(), SCHED_IDLE, &none);
    constexpr int ofThisThread = 1, idleClass = 3 << 13; // ioprio_set(2) has no header
    ::syscall(SYS_ioprio_set, ofThisThread, 0, idleClass);
}

Result<> writePressed(RecordingReader &from, RecordingFile &to, const std::atomic<bool> &stopping)
{
    Result<> done;
    OpusPagesWriter writer([&](quint32 tick, quint32 ticks, const QByteArray &pages) {
        if (done)
            done = to.append(tick, opusChunk({ticks, pages}));
    });
    for (RecordedSecond second; done && !(second = from.next()).isEmpty();) {
        if (second.damaged)
            return Problem{Problem::Kind::Damaged, QStringLiteral("the recording cannot be read whole")};
        if (stopping)
            return Problem{Problem::Kind::Refused, QStringLiteral("the program ends")};
        writer.add(second.tracks);
    }
    writer.finish();
    if (done && from.ended())
        done = to.append(from.ticks(), markChunk(ChunkKind::Ended));
    return done ? to.sync() : done;
}

} // namespace

Result<> pressRecording(const QString &path, const CallId &call, const SealKey &key, const std::atomic<bool> &stopping)
{
    const auto from = RecordingReader::open(path, call, key);
    if (!from)
        return from.problem();
    if (from.value()->form() == RecordingForm::Opus)
        return {};
    if (from.value()->damages())
        return Problem{Problem::Kind::Damaged, QStringLiteral("a damaged recording is not pressed")};
    const QString pressed = halfPressedPath(path);
    QFile::remove(pressed);
    {
        const auto to = RecordingFile::open(pressed, RecordingForm::Opus, call, key);
        const Result<> written = to ? writePressed(*from.value(), *to.value(), stopping) : Result<>(to.problem());
        if (!written) {
            QFile::remove(pressed);
            return written;
        }
    }
    if (std::rename(QFile::encodeName(pressed).constData(), QFile::encodeName(path).constData()) != 0)
        return Problem{Problem::Kind::Unreachable, QStringLiteral("the pressed recording cannot take its place")};
    return syncFolderOf(path);
}

RecordingPress::RecordingPress(const QString &dataFolder) : m_dataFolder(dataFolder)
{
    m_thread = std::thread([this] { run(); });
}

RecordingPress::~RecordingPress()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void RecordingPress::add(const CallId &call, const SealKey &key)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting.size() >= waitingAtMost) {
            ++m_vitals.turnedAway;
            return;
        }
        m_waiting.push_back({call, key});
    }
    m_wake.notify_one();
}

PressVitals RecordingPress::vitals() const
{
    const std::lock_guard lock(m_mutex);
    PressVitals vitals = m_vitals;
    vitals.waiting = int(m_waiting.size());
    return vitals;
}

void RecordingPress::run()
{
    onlyWhenNothingElseRuns();
    removeHalfPressed(m_dataFolder);
    for (std::unique_lock lock(m_mutex);;) {
        m_wake.wait(lock, [this] { return m_stopping || !m_waiting.empty(); });
        if (m_stopping)
            return;
        const Job job = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        const QString path = findRecording(m_dataFolder, job.call); // retention may have been faster
        const Result<> done = path.isEmpty() ? Result<>() : pressRecording(path, job.call, job.key, m_stopping);
        if (!done && !m_stopping)
            qCWarning(log).noquote() << "call" << job.call.text()
                                     << "stays as it was recorded:" << done.problem().detail;
        lock.lock();
        ++(done ? m_vitals.pressed : m_vitals.failed);
    }
}

} // namespace nightbell
