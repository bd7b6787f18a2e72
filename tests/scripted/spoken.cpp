#include "scripted/spoken.h"

#include "speech/flite_voice.h"

#include <QTest>

namespace nightbell::scripted {

Pcm spoken(const QString &sentence)
{
    Pcm pcm;
    bool done = false;
    FliteVoice voice;
    QObject::connect(&voice, &Voice::spoke, &voice, [&](const CallId &, const SpeechPiece &piece) {
        pcm += piece.pcm;
        done = piece.last;
    });
    voice.speak({.words = PrivateText(sentence)});
    if (!QTest::qWaitFor([&] { return done; }, 20'000))
        qFatal("the voice did not speak");
    return pcm;
}

Pcm aMinuteOfSpeech()
{
    const QStringList sentences{
        QStringLiteral("Good morning, this is the Rosewood clinic, how may I help you today?"),
        QStringLiteral("I would like to see the doctor about my knee, it has been swollen since Sunday evening."),
        QStringLiteral("We have an opening on Tuesday the twelfth at ten fifteen, or on Thursday at half past two."),
        QStringLiteral("Eight six seven, five three oh nine, extension four four one two."),
        QStringLiteral("Please bring your insurance card, a list of your medicines, and the letter from the hospital."),
        QStringLiteral("Who is he? We rang you in May, yet you were away all year; we owe you an early hour."),
        QStringLiteral("Fee, fie, foe, fum. The beige hue on the waters of the loch impressed all, even the queen."),
        QStringLiteral("Should it get worse, call us at any time of the day or night, and a nurse will answer."),
    };
    Pcm minute;
    for (qsizetype i = 0; minute.size() < 60 * narrowRate; ++i)
        minute += spoken(sentences[i % sentences.size()]);
    return minute;
}

} // namespace nightbell::scripted
