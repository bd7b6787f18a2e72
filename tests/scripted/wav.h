// WAV files as other programs write them, with a tone in them.
#pragma once

#include <QByteArray>
#include <QtEndian>

#include <cmath>

namespace nightbell::scripted {

struct WavPlan
{
    int rate = 8'000;
    int channels = 1;
    quint16 form = 1; // PCM
    int bits = 16;
    int ms = 1'000;
    double tone = 440;
    int peak = 8'000;
};

template<class Number> QByteArray little(Number number)
{
    number = qToLittleEndian(number);
    return QByteArray(reinterpret_cast<const char *>(&number), sizeof number);
}

inline QByteArray wavChunk(const QByteArray &name, const QByteArray &bytes)
{
    return name + little(quint32(bytes.size())) + bytes + (bytes.size() % 2 ? QByteArray(1, '\0') : QByteArray());
}

inline QByteArray wavForm(const WavPlan &plan)
{
    const int frame = plan.channels * plan.bits / 8;
    return wavChunk("fmt ",
                    little(plan.form) + little(quint16(plan.channels)) + little(quint32(plan.rate))
                        + little(quint32(plan.rate * frame)) + little(quint16(frame)) + little(quint16(plan.bits)));
}

inline QByteArray wavOf(const QByteArray &chunks) { return wavChunk("RIFF", "WAVE" + chunks); }

inline QByteArray wavTone(const WavPlan &plan, std::uint8_t (*coded)(std::int16_t) = nullptr)
{
    QByteArray sound;
    for (int at = 0; at < plan.rate * plan.ms / 1'000; ++at) {
        const auto sample = qint16(plan.peak * std::sin(2 * 3.14159265358979 * plan.tone * at / plan.rate));
        for (int channel = 0; channel < plan.channels; ++channel)
            sound += coded ? QByteArray(1, char(coded(sample))) : little(sample);
    }
    return wavOf(wavForm(plan) + wavChunk("LIST", "odd") + wavChunk("data", sound));
}

} // namespace nightbell::scripted
