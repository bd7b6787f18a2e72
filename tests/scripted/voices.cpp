#include "scripted/voices.h"

#include "audio/g711.h"

#include <QProcess>
#include <QStandardPaths>

#include <flite/flite.h>

#include <algorithm>
#include <cmath>
#include <map>

extern "C" { // Debian's headers do not declare them
cst_voice *register_cmu_us_slt(const char *directory);
cst_voice *register_cmu_us_rms(const char *directory);
cst_voice *register_cmu_us_kal16(const char *directory);
cst_voice *register_cmu_us_awb(const char *directory);
}

namespace nightbell::scripted {

using namespace Qt::StringLiterals;

namespace {

constexpr int peak = 16'384; // −6 dBFS
constexpr int pauseBeforeMs = 250, pauseAfterMs = 350;

cst_voice *fliteVoice(const QString &name)
{
    static std::map<QString, cst_voice *> voices = [] {
        flite_init();
        return std::map<QString, cst_voice *>{{u"slt"_s, register_cmu_us_slt(nullptr)},
                                              {u"rms"_s, register_cmu_us_rms(nullptr)},
                                              {u"kal16"_s, register_cmu_us_kal16(nullptr)},
                                              {u"awb"_s, register_cmu_us_awb(nullptr)}};
    }();
    const auto found = voices.find(name);
    return found == voices.end() ? nullptr : found->second;
}

WavSound byEspeak(const QString &voice, const QString &sentence)
{
    QProcess espeak;
    espeak.start(u"espeak-ng"_s, {u"-v"_s, voice, u"-s"_s, u"160"_s, u"--stdout"_s, sentence});
    if (!espeak.waitForFinished(30'000))
        return {};
    const auto sound = readWav(espeak.readAllStandardOutput());
    return sound ? sound.value() : WavSound{};
}

// Pink, as rooms are: three rates of change, after Voss.
class Noise
{
public:
    explicit Noise(quint32 seed) : m_chance(seed * 2654435761U + 1) { }
    double next()
    {
        const double white = random();
        m_slow = 0.99765 * m_slow + white * 0.0990460;
        m_middle = 0.96300 * m_middle + white * 0.2965164;
        m_fast = 0.57000 * m_fast + white * 1.0526913;
        return m_slow + m_middle + m_fast + white * 0.1848;
    }

private:
    double random()
    {
        m_chance = m_chance * 1664525U + 1013904223U;
        return double(m_chance >> 8) / double(1 << 23) - 1;
    }
    quint32 m_chance;
    double m_slow = 0, m_middle = 0, m_fast = 0;
};

double power(const QList<double> &samples)
{
    double sum = 0;
    for (const double sample : samples)
        sum += sample * sample;
    return samples.isEmpty() ? 0 : sum / double(samples.size());
}

} // namespace

const QStringList &callerVoices()
{
    static const QStringList all = [] {
        QStringList voices{u"slt"_s, u"rms"_s, u"kal16"_s, u"awb"_s};
        if (!QStandardPaths::findExecutable(u"espeak-ng"_s).isEmpty())
            voices << u"en-us"_s << u"en-us+f2"_s << u"en-us+m3"_s << u"en-us+f3"_s;
        return voices;
    }();
    return all;
}

WavSound saidBy(const QString &voice, const QString &sentence)
{
    cst_voice *flite = fliteVoice(voice);
    if (!flite)
        return byEspeak(voice, sentence);
    cst_wave *wave = flite_text_to_wave(sentence.toLatin1().constData(), flite);
    const WavSound sound{wave->sample_rate, Pcm(wave->samples, wave->samples + wave->num_samples)};
    delete_wave(wave);
    return sound;
}

Pcm overTelephone(const WavSound &sound, const LineQuality &line)
{
    if (sound.pcm.isEmpty())
        return {};
    const Pcm narrow = atRate(sound, narrowRate);
    int loudest = 1;
    for (const qint16 sample : narrow)
        loudest = std::max(loudest, std::abs(int(sample)));
    QList<double> samples;
    for (const qint16 sample : narrow)
        samples << double(sample) * peak / loudest;

    Noise source(line.seed);
    QList<double> noise(qsizetype(samplesIn(pauseBeforeMs + pauseAfterMs, narrowRate)) + samples.size());
    for (double &sample : noise)
        sample = source.next();
    const double loudness = std::sqrt(power(samples) / power(noise)) * std::pow(10, -line.noiseDb / 20);
    Pcm heard(noise.size());
    const qsizetype before = qsizetype(samplesIn(pauseBeforeMs, narrowRate));
    for (qsizetype at = 0; at < heard.size(); ++at) {
        const double speech = at >= before && at - before < samples.size() ? samples[at - before] : 0;
        const auto sent = qint16(std::lround(std::clamp(speech + noise[at] * loudness, -32'768.0, 32'767.0)));
        heard[at] = fromMuLaw(toMuLaw(sent));
    }
    return heard;
}

} // namespace nightbell::scripted
