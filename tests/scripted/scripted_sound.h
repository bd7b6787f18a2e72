// A sound without sockets: the test says how much of it was played.
#pragma once

#include "audio/sound.h"

#include <QMap>

namespace nightbell::scripted {

class ScriptedSound : public Sound
{
public:
    Result<> start() override { return {}; }

    Result<MediaPlace> open(const CallId &call) override
    {
        if (legs.size() >= seats)
            return Problem{Problem::Kind::Full, QStringLiteral("no seat")};
        legs.insert(call, {});
        return MediaPlace(MediaAddress{QHostAddress(QHostAddress::LocalHost), 4'000});
    }
    void connectTo(const CallId &call, const MediaPath &) override { legs[call].connected = true; }
    void play(const CallId &call, const SpeechPiece &piece) override { legs[call].pieces.append(piece); }
    void fallSilent(const CallId &call) override { cut(call); }
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
    void begins(const CallId &call, double ms)
    {
        const SpeechPiece first = legs[call].pieces.constFirst();
        Q_EMIT sentenceBegan(call, first.turn, first.sentence, ms);
    }
    void hears(const CallId &call, char key) { Q_EMIT keyPressed(call, QLatin1Char(key)); }

    struct Leg
    {
        bool connected = false;
        QList<SpeechPiece> pieces;
    };
    int seats = 2;
    qint64 cutAfterMs = 500; // how much of a sentence was out when silence was asked for
    QMap<CallId, Leg> legs;

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
