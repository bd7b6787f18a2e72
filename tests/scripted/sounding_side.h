// A line with a real sound behind it: what the other end of a call hears and says passes through both.
#pragma once

#include "audio/rtp_sound.h"
#include "scripted/line_side.h"
#include "scripted/tones.h"

namespace nightbell::scripted {

class SoundingSide : public LineSide
{
public:
    explicit SoundingSide(SipLine::Place place = {}) : LineSide(std::move(place))
    {
        QObject::connect(line.get(), &Line::connected, &here,
                         [this](const LegId &leg, const MediaPath &path) { m_sound.connectTo(leg, path); });
        QObject::connect(&m_sound, &Sound::keyPressed, &here,
                         [this](const CallId &, const LegId &, QChar key) { keys += key; });
    }

    Result<> open()
    {
        const Result<> started = m_sound.start();
        return started ? line->open() : started;
    }
    void answer(const LegId &leg) { order(leg, AnswerLeg{takePlace(leg)}); }
    LegId call(const QString &to, const QString &account = {})
    {
        const LegId leg(QStringLiteral("called-%1").arg(++m_called));
        order(leg, DialLeg{PrivateText(to), account, takePlace(leg), {}});
        return leg;
    }

    void play(const LegId &leg, double hertz, int ms) // the other end hears it
    {
        const auto samples = tone(hertz, narrowRate, std::size_t(ms) * narrowRate / 1'000);
        m_sound.wish(callOf(leg), SpeechPiece{++m_pieces, 1, Pcm(samples.begin(), samples.end()), true});
    }
    void fallSilent(const LegId &leg) { m_sound.wish(callOf(leg), FallSilent{}); }
    void echo(const LegId &leg) { arrange(leg, Extension::Echo); }         // the other end hears itself, if we hear it
    void confer(const LegId &leg) { arrange(leg, Extension::Conference); } // it hears all others that confer

    QString keys;

private:
    static CallId callOf(const LegId &leg) { return CallId(leg.text()); }
    void arrange(const LegId &leg, Extension extension)
    {
        m_sound.wish(callOf(leg), Arrangement{.number = ++m_arrangements, .extension = extension});
    }
    MediaPlace takePlace(const LegId &leg)
    {
        Result<MediaPlace> place = m_sound.open(callOf(leg), leg, MediaKind::Socket);
        return place ? place.value() : MediaPlace(MediaAddress{});
    }

    RtpSound m_sound{RtpSound::Place{QHostAddress(QHostAddress::LocalHost), PortRange{28'000, 29'999}, 10}};
    int m_called = 0;
    int m_pieces = 0;
    int m_arrangements = 0;
};

// How much of a tone the last half second of a sound has.
inline double amplitudeAtEnd(double hertz, const Pcm &sound)
{
    const Pcm end = sound.last(std::min<qsizetype>(sound.size(), narrowRate / 2));
    return end.size() < narrowRate / 2 ? 0 : amplitudeOf(hertz, narrowRate, {end.constData(), std::size_t(end.size())});
}

} // namespace nightbell::scripted
