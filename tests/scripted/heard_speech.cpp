#include "scripted/heard_speech.h"

#include "speech/flite_voice.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace nightbell::scripted {

namespace {

constexpr int step = narrowRate / 100;
constexpr int stepsShifted = 10;
constexpr int audible = 200; // well above what G.711 makes of silence

std::vector<double> envelope(const Pcm &pcm)
{
    std::vector<double> steps;
    for (qsizetype at = 0; at + step <= pcm.size(); at += step)
        steps.push_back(loudness(pcm.mid(at, step)));
    return steps;
}

double correlation(const std::vector<double> &one, const std::vector<double> &other, int shift)
{
    double sumOne = 0, sumOther = 0, squaresOne = 0, squaresOther = 0, products = 0;
    int count = 0;
    for (int at = 0; at < int(one.size()); ++at) {
        if (at + shift < 0 || at + shift >= int(other.size()))
            continue;
        const double x = one[std::size_t(at)], y = other[std::size_t(at + shift)];
        sumOne += x, sumOther += y, squaresOne += x * x, squaresOther += y * y, products += x * y, ++count;
    }
    if (count < 2)
        return 0;
    const double spread =
        std::sqrt((squaresOne - sumOne * sumOne / count) * (squaresOther - sumOther * sumOther / count));
    return spread > 0 ? (products - sumOne * sumOther / count) / spread : 0;
}

} // namespace

double loudness(const Pcm &pcm)
{
    double sum = 0;
    for (const qint16 sample : pcm)
        sum += double(sample) * sample;
    return pcm.isEmpty() ? 0 : std::sqrt(sum / double(pcm.size()));
}

Pcm withoutSilence(const Pcm &pcm)
{
    const auto loud = [](qint16 sample) { return std::abs(int(sample)) > audible; };
    const auto first = std::find_if(pcm.cbegin(), pcm.cend(), loud);
    const auto last = std::find_if(pcm.crbegin(), pcm.crend(), loud).base();
    return first < last ? Pcm(first, last) : Pcm();
}

double likeness(const Pcm &one, const Pcm &other)
{
    const auto first = envelope(one), second = envelope(other);
    double best = -1;
    for (int shift = -stepsShifted; shift <= stepsShifted; ++shift)
        best = std::max(best, correlation(first, second, shift));
    return best;
}

double shareOfSpeechBand(const Pcm &pcm)
{
    constexpr int size = 400; // 20 Hz apart
    double inside = 0, all = 0;
    for (qsizetype at = 0; at + size <= pcm.size(); at += size)
        for (int bin = 1; bin < size / 2; ++bin) {
            double real = 0, imaginary = 0;
            for (int index = 0; index < size; ++index) {
                const double angle = 2 * std::numbers::pi * bin * index / size;
                const double window = 0.5 - 0.5 * std::cos(2 * std::numbers::pi * index / size);
                real += pcm[at + index] * window * std::cos(angle);
                imaginary += pcm[at + index] * window * std::sin(angle);
            }
            const double energy = real * real + imaginary * imaginary;
            const int hertz = bin * narrowRate / size;
            all += energy;
            if (hertz >= 100 && hertz <= 3'400)
                inside += energy;
        }
    return all > 0 ? inside / all : 0;
}

Pcm rendered(const QString &words)
{
    FliteVoice voice;
    Pcm all;
    bool done = false;
    QObject here;
    QObject::connect(&voice, &Voice::spoke, &here, [&](const CallId &, const SpeechPiece &piece) {
        all += piece.pcm;
        done = piece.last;
    });
    voice.speak({CallId(QStringLiteral("rendering")), 1, 1, PrivateText(words)});
    return QTest::qWaitFor([&] { return done; }) ? all : Pcm();
}

} // namespace nightbell::scripted
