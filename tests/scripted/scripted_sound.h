// A sound without sockets: the test says how much of it was played.
#pragma once

#include "audio/sound.h"
#include "scripted/recorded_tone.h"

#include <QMap>

namespace nightbell::scripted {

class ScriptedSound : public Sound
{
public:
    Result<> start() override { return {}; }

    Result<MediaPlace> open(const CallId &call, const LegId &, MediaKind) override
    {
        if (legs.size() >= seats)
            return Problem{Problem::Kind::Full, QStringLiteral("no seat")};
        legs.insert(call, {});
        return MediaPlace(MediaAddress{QHostAddress(QHostAddress::LocalHost), 4'000});
    }
    Result<> seat(const CallId &, const LegId &leg, std::shared_ptr<FramePost>) override
    {
        seated.append(leg);
        return {};
    }
    void connectTo(const LegId &leg, const MediaPath &) override { legs[CallId(leg.text())].connected = true; }
    void wish(const CallId &call, const SoundWish &wish) override
    {
        if (const auto *piece = std::get_if<SpeechPiece>(&wish))
            legs[call].pieces.append(*piece);
        else if (std::holds_alternative<FallSilent>(wish))
            cut(call);
        else if (const auto *into = std::get_if<RecordInto>(&wish))
            recorded.insert(call, *into);
        else if (const auto *listener = std::get_if<ListenInto>(&wish))
            listening.insert(call, *listener);
        else if (std::holds_alternative<PauseSpeaking>(wish) || std::holds_alternative<ResumeSpeaking>(wish))
            paused.insert(call, std::holds_alternative<PauseSpeaking>(wish));
        else if (const auto *press = std::get_if<PressKeys>(&wish))
            pressed.append(*press);
        else
            arrangements.append(std::get<Arrangement>(wish));
    }
    void closeLeg(const LegId &leg) override { seated.removeOne(leg); }
    void close(const CallId &call) override
    {
        cut(call);
        legs.remove(call);
        QMetaObject::invokeMethod(
            this, [this, call] { Q_EMIT closed(call); }, Qt::QueuedConnection);
    }

    void playsAll(const CallId &call) // everything it was given, to the end
    {
        const QList<SpeechPiece> pieces = std::exchange(legs[call].pieces, {});
        qint64 samples = 0;
        for (const SpeechPiece &piece : pieces) {
            samples += piece.pcm.size();
            if (piece.last)
                Q_EMIT sentencePlayed(call, {piece.turn, piece.sentence, PlayedHow::Whole, samples / 8});
        }
    }
    void playsNext(const CallId &call) // the next sentence, which it has in one piece, to its end
    {
        const SpeechPiece piece = legs[call].pieces.takeFirst();
        Q_EMIT sentencePlayed(call, {piece.turn, piece.sentence, PlayedHow::Whole, piece.pcm.size() / 8});
    }
    void hears(const CallId &call, RecordedTone tone, std::uint32_t ticks) // pushed where the call is recorded
    {
        tone.room = recorded[call].room;
        for (std::uint32_t end = tick + ticks; tick < end; ++tick)
            recorded[call].inlet->push(tone.tick(tick));
    }
    void begins(const CallId &call, double ms)
    {
        const SpeechPiece first = legs[call].pieces.constFirst();
        Q_EMIT sentenceBegan(call, first.turn, first.sentence, ms);
    }
    void hears(const CallId &call, char key) { Q_EMIT keyPressed(call, LegId(call.text()), QLatin1Char(key)); }

    struct Leg
    {
        bool connected = false;
        QList<SpeechPiece> pieces;
    };
    void arranges(const CallId &call) // the last arrangement is so
    {
        Q_EMIT arranged(call, arrangements.constLast().number, 12);
    }

    QList<LegId> seated;
    QList<Arrangement> arrangements;
    QList<PressKeys> pressed;
    int seats = 2;
    qint64 cutAfterMs = 500; // how much of a sentence was out when silence was asked for
    QMap<CallId, Leg> legs;
    QMap<CallId, RecordInto> recorded;
    QMap<CallId, ListenInto> listening;
    QMap<CallId, bool> paused;
    std::uint32_t tick = 0;

private:
    void cut(const CallId &call) // reports come by the event loop, as they do from the real sound
    {
        if (!legs.contains(call) || legs[call].pieces.isEmpty())
            return;
        const SpeechPiece first = std::exchange(legs[call].pieces, {}).constFirst();
        const PlayedSentence played{first.turn, first.sentence, PlayedHow::Cut, cutAfterMs};
        QMetaObject::invokeMethod(
            this, [this, call, played] { Q_EMIT sentencePlayed(call, played); }, Qt::QueuedConnection);
    }
};

} // namespace nightbell::scripted
