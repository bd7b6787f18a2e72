#include "audio/recording_file.h"

#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace nightbell {

Result<std::unique_ptr<RecordingFile>> RecordingFile::open(const QString &path, RecordingForm form, const CallId &call,
                                                           const SealKey &key)
{
    std::unique_ptr<RecordingFile> file(new RecordingFile(path, call, key));
    errno = 0;
    const int made = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (made < 0 || !file->m_file.open(made, QIODevice::ReadWrite | QIODevice::Unbuffered, QFile::AutoCloseHandle))
        return file->trouble("opening");
    const bool begun = file->m_file.size() >= recordingHeadBytes; // a shorter one died while it was made
    if (const Result<> ready = begun ? file->goOn(form) : file->begin(form); !ready)
        return ready.problem();
    return file;
}

Result<> RecordingFile::begin(RecordingForm form)
{
    m_head = freshRecordingHead(form);
    return write(m_head);
}

Result<> RecordingFile::goOn(RecordingForm form)
{
    const auto found = findFrames(m_file);
    if (!found)
        return found.problem();
    if (found.value().form != form)
        return Problem{Problem::Kind::Refused, QStringLiteral("the recording is pressed already")};
    m_head = found.value().head;
    m_end = found.value().whole;
    if (m_file.size() != m_end && ::ftruncate(m_file.handle(), m_end) != 0)
        return trouble("cutting the torn tail of");
    if (found.value().frames.isEmpty())
        return {};
    const FoundFrame &last = found.value().frames.last();
    for (const FoundFrame &frame : found.value().frames)
        m_nextNumber = std::max(m_nextNumber, frame.head.number + 1);
    m_nextTick = last.head.tick;
    if (!m_file.seek(last.offset))
        return trouble("reading");
    const auto plain = unseal(m_key, m_file.read(last.head.length), aboutChunk(m_call, m_head, last.head));
    const auto ticks = plain ? ticksOf(plain.value()) : std::nullopt;
    m_nextTick += ticks ? quint32(ticks->size()) : 0;
    return plain ? Result<>() : Result<>(plain.problem());
}

Result<> RecordingFile::append(quint32 tick, QByteArrayView plain)
{
    const FrameHead where{.number = m_nextNumber, .tick = tick};
    const QByteArray sealed = seal(m_key, plain, aboutChunk(m_call, m_head, where));
    if (const Result<> written = write(frameOf(where, sealed)); !written)
        return written;
    ++m_nextNumber;
    return {};
}

Result<> RecordingFile::write(const QByteArray &bytes)
{
    errno = 0;
    const ssize_t written = ::pwrite(m_file.handle(), bytes.constData(), size_t(bytes.size()), m_end);
    if (written != bytes.size()) {
        const Problem problem = trouble("writing");
        (void)!::ftruncate(m_file.handle(), m_end); // where this fails, the next write covers what was left
        return written >= 0 ? Problem{Problem::Kind::Full, problem.detail} : problem;
    }
    m_end += bytes.size();
    return {};
}

Result<> RecordingFile::sync() { return ::fdatasync(m_file.handle()) == 0 ? Result<>() : Result<>(trouble("syncing")); }

Problem RecordingFile::trouble(const char *doing) const
{
    return {errno == ENOSPC || errno == EDQUOT ? Problem::Kind::Full : Problem::Kind::Unreachable,
            QStringLiteral("%1 a recording: %2")
                .arg(QLatin1StringView(doing), QString::fromLocal8Bit(std::strerror(errno)))};
}

} // namespace nightbell
