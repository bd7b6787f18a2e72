#include "audio/recording_format.h"

#include <QRandomGenerator>
#include <QtEndian>

#include <algorithm>

namespace nightbell {
namespace {

constexpr QByteArrayView headMark = "NBRECORD", frameMark = "NBck";
constexpr char version = 1;
constexpr qsizetype idBytes = 16;
constexpr qint64 searchedAtOnce = 4096;
constexpr int strangeAtMost = 1000; // in a file where more is wrong, the rest is not looked for

QByteArray bytesAt(QFile &file, qint64 offset, qint64 count)
{
    return file.seek(offset) ? file.read(count) : QByteArray();
}

// The next place from here on where a frame may begin; the end of the file if there is none.
qint64 nextMark(QFile &file, qint64 from)
{
    for (qint64 at = from; at < file.size(); at += searchedAtOnce) {
        const QByteArray piece = bytesAt(file, at, searchedAtOnce + frameMark.size() - 1);
        if (const qsizetype found = piece.indexOf(frameMark); found >= 0)
            return at + found;
    }
    return file.size();
}

bool maySucceed(QByteArrayView bytes) // a frame; bytes fewer than its mark are a torn tail, or the end
{
    return frameMark.startsWith(bytes);
}

} // namespace

QByteArray freshRecordingHead(RecordingForm form)
{
    QByteArray head = headMark.toByteArray() + version + char(form) + char(recordedTracks);
    head.resize(recordingHeadBytes);
    for (qsizetype i = recordingHeadBytes - idBytes; i < recordingHeadBytes; ++i)
        head[i] = char(QRandomGenerator::system()->bounded(256));
    return head;
}

Result<RecordingForm> formOf(QByteArrayView head)
{
    if (head.size() != recordingHeadBytes || !head.startsWith(headMark))
        return Problem{Problem::Kind::Damaged, QStringLiteral("the file is no recording")};
    const char *layout = head.data() + headMark.size();
    if (layout[0] > version)
        return Problem{Problem::Kind::Newer, QStringLiteral("a recording of version %1").arg(int(layout[0]))};
    const auto form = RecordingForm(layout[1]);
    if (layout[0] != version || layout[2] != recordedTracks
        || (form != RecordingForm::G711 && form != RecordingForm::Opus))
        return Problem{Problem::Kind::Damaged, QStringLiteral("a recording of an unknown form")};
    return form;
}

QByteArray frameOf(const FrameHead &where, QByteArrayView sealed)
{
    QByteArray frame(frameHeadBytes, Qt::Uninitialized);
    std::copy(frameMark.begin(), frameMark.end(), frame.begin());
    qToLittleEndian(quint32(sealed.size()), frame.data() + 4);
    qToLittleEndian(where.number, frame.data() + 8);
    qToLittleEndian(where.tick, frame.data() + 12);
    return frame.append(sealed);
}

std::optional<FrameHead> frameHeadFrom(QByteArrayView bytes)
{
    if (bytes.size() < frameHeadBytes || !bytes.startsWith(frameMark))
        return std::nullopt;
    const FrameHead head{qFromLittleEndian<quint32>(bytes.data() + 4), qFromLittleEndian<quint32>(bytes.data() + 8),
                         qFromLittleEndian<quint32>(bytes.data() + 12)};
    if (head.length == 0 || head.length > sealedBytesAtMost || head.tick > recordedTicksAtMost)
        return std::nullopt;
    return head;
}

QByteArray aboutChunk(const CallId &call, QByteArrayView head, const FrameHead &where)
{
    QByteArray about = aboutRow("recording", {call.text()}) + '\0';
    about.append(head);
    char place[8];
    qToLittleEndian(where.number, place);
    qToLittleEndian(where.tick, place + 4);
    return about.append(place, sizeof place);
}

Result<FoundFrames> findFrames(QFile &file)
{
    FoundFrames found;
    found.head = bytesAt(file, 0, recordingHeadBytes);
    const auto form = formOf(found.head);
    if (!form)
        return form.problem();
    found.form = form.value();
    found.whole = recordingHeadBytes;
    for (qint64 at = found.whole; at < file.size() && found.strange <= strangeAtMost;) {
        const auto head = frameHeadFrom(bytesAt(file, at, frameHeadBytes));
        const qint64 end = head ? at + frameHeadBytes + head->length : 0;
        const bool fits = head && end <= file.size();
        if (fits) {
            found.frames << FoundFrame{*head, at + frameHeadBytes};
            found.whole = std::max(found.whole, end);
        }
        if (fits && maySucceed(bytesAt(file, end, frameMark.size()))) {
            at = end;
        } else { // a length that was changed would hide the next frame
            at = nextMark(file, at + 1);
            ++found.strange;
        }
    }
    found.strange -= found.whole < file.size(); // that is the torn tail
    return found;
}

} // namespace nightbell
