// A recording of any bytes: it opens or is refused, and what is read has the length it says. Behind the seal, which
// random bytes never pass, the same bytes are tried as what a chunk holds, in both forms.
#include "audio/recording_reader.h"

#include <QTemporaryDir>

#include <cstdlib>

using namespace nightbell;

namespace {

const CallId call(QStringLiteral("call-1"));
constexpr int secondsRead = 4; // of a length that a forged tick may make a day

void require(bool holds)
{
    if (!holds)
        std::abort();
}

const SealKey &key()
{
    static const SealKey fixed = SealKey::from(QByteArray(SealKey::bytes, 'k')).value();
    return fixed;
}

void play(const QByteArray &bytes)
{
    static const QTemporaryDir folder(QStringLiteral("/dev/shm/fuzz_recording_XXXXXX"));
    const QString path = folder.filePath(QStringLiteral("call.nbr"));
    QFile file(path);
    require(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size());
    file.close();
    const auto opened = RecordingReader::open(path, call, key());
    if (!opened)
        return;
    RecordingReader &reader = *opened.value();
    reader.seek(reader.seconds() - secondsRead);
    for (int second = 0; second < secondsRead; ++second)
        for (const RecordedSecond heard = reader.next(); const auto &track : heard.tracks)
            require(track.size() == heard.tracks[0].size() && track.size() <= ticksPerSecond * tickSamples);
}

QByteArray sealedFile(RecordingForm form, const QByteArray &plain, quint32 tick)
{
    const QByteArray head = freshRecordingHead(form);
    const FrameHead where{.number = 0, .tick = tick};
    return head + frameOf(where, seal(key(), plain, aboutChunk(call, head, where)));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const quint32 tick = size > 4 ? quint32(data[3]) << 14 : 0;
    switch (size % 4) {
    case 0:
        play(bytes);
        break;
    case 1:
        play(freshRecordingHead(RecordingForm::G711) + bytes);
        break;
    case 2:
        play(sealedFile(RecordingForm::G711, bytes, tick));
        break;
    default:
        play(sealedFile(RecordingForm::Opus, bytes, tick));
    }
    return 0;
}
