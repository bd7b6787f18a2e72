#include "speech/sound_file.h"

#include "audio/rate_change.h"

#include <QFile>

#include <vector>

namespace nightbell {

Result<WavSound> readSoundFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Problem{Problem::Kind::NotFound, file.errorString()};
    if (file.size() > soundFileBytesAtMost)
        return Problem{Problem::Kind::Full, QStringLiteral("longer than %1 bytes").arg(soundFileBytesAtMost)};
    return readWav(file.readAll());
}

Pcm atRate(const WavSound &sound, int rate)
{
    if (sound.rate == rate)
        return sound.pcm;
    RateChange change(sound.rate, rate);
    change.skipDelay();
    Pcm made;
    const auto add = [&](std::span<const std::int16_t> samples) {
        std::vector<std::int16_t> room(change.roomFor(samples.size()));
        const std::size_t count = change.change(samples, room);
        made.append(Pcm(room.begin(), room.begin() + std::ptrdiff_t(count)));
    };
    add(std::span(sound.pcm.constData(), std::size_t(sound.pcm.size())));
    add(std::vector<std::int16_t>(change.held()));
    return made;
}

} // namespace nightbell
