#include "speech/wav_file.h"

#include "audio/g711.h"

#include <QtEndian>

#include <optional>

namespace nightbell {

namespace {

enum Form : quint16 { linear = 1, aLaw = 6, muLaw = 7, extensible = 0xfffe };

constexpr qsizetype headBytes = 8; // of a chunk: its name and size
constexpr qsizetype formBytes = 16;
constexpr qsizetype subFormAt = 24; // in an extensible form

struct WavForm
{
    quint16 form = 0;
    quint16 channels = 0;
    quint32 rate = 0;
    quint16 bits = 0;

    int bytesPerSample() const { return form == linear ? 2 : 1; }
};

Problem wrong(const char *what) { return {Problem::Kind::Invalid, QString::fromLatin1(what)}; }

template<class Number> Number numberAt(QByteArrayView bytes, qsizetype at)
{
    return qFromLittleEndian<Number>(bytes.data() + at);
}

Result<WavForm> formOf(QByteArrayView chunk)
{
    if (chunk.size() < formBytes)
        return wrong("the form of its sound is cut off");
    WavForm form{numberAt<quint16>(chunk, 0), numberAt<quint16>(chunk, 2), numberAt<quint32>(chunk, 4),
                 numberAt<quint16>(chunk, 14)};
    if (form.form == extensible && chunk.size() >= subFormAt + 2)
        form.form = numberAt<quint16>(chunk, subFormAt);
    if (form.form != linear && form.form != muLaw && form.form != aLaw)
        return wrong("neither PCM nor A-law nor mu-law");
    if (form.bits != form.bytesPerSample() * 8)
        return wrong("its samples have neither 16 bits of PCM nor 8 of A-law or mu-law");
    if (form.channels < 1 || form.channels > 2)
        return wrong("neither one channel nor two");
    if (form.rate < quint32(wavRateAtLeast) || form.rate > quint32(wavRateAtMost))
        return wrong("its rate is not within 8 and 48 kHz");
    return form;
}

int sampleAt(const WavForm &form, QByteArrayView sound, qsizetype index)
{
    if (form.form == linear)
        return numberAt<qint16>(sound, index * 2);
    const auto code = std::uint8_t(sound[index]);
    return form.form == muLaw ? fromMuLaw(code) : fromALaw(code);
}

WavSound soundOf(const WavForm &form, QByteArrayView sound)
{
    WavSound read{int(form.rate), {}};
    read.pcm.resize(sound.size() / (form.bytesPerSample() * form.channels));
    for (qsizetype at = 0; at < read.pcm.size(); ++at) {
        int sum = 0;
        for (int channel = 0; channel < form.channels; ++channel)
            sum += sampleAt(form, sound, at * form.channels + channel);
        read.pcm[at] = qint16(sum / form.channels);
    }
    return read;
}

} // namespace

Result<WavSound> readWav(QByteArrayView bytes)
{
    constexpr qsizetype riffBytes = 12;
    if (bytes.size() < riffBytes || bytes.first(4) != "RIFF" || bytes.sliced(8, 4) != "WAVE")
        return wrong("no WAV file");
    std::optional<WavForm> form;
    for (bytes = bytes.sliced(riffBytes); bytes.size() >= headBytes;) {
        const QByteArrayView name = bytes.first(4);
        const qsizetype size = qsizetype(numberAt<quint32>(bytes, 4));
        const QByteArrayView chunk = bytes.sliced(headBytes, std::min(size, bytes.size() - headBytes));
        if (name == "fmt ") {
            const Result<WavForm> read = formOf(chunk);
            if (!read)
                return read.problem();
            form = read.value();
        } else if (name == "data") {
            if (!form)
                return wrong("its sound comes before the form of it");
            return soundOf(*form, chunk); // a file that was cut off has what it has
        }
        bytes = bytes.sliced(std::min(headBytes + size + size % 2, bytes.size()));
    }
    return wrong("no sound in it");
}

} // namespace nightbell
