#include "speech/mouth.h"

#include "scripted/ear.h"
#include "scripted/scripted_throat.h"

#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using scripted::Ear;
using scripted::ScriptedThroat;
using scripted::ThroatPlan;

namespace {

const CallId call(u"call"_s), other(u"another"_s);

Sentence sentence(const QString &words, int number = 1, const CallId &of = call)
{
    return {.call = of, .turn = 1, .number = number, .words = PrivateText(words)};
}

Throats throatsOf(std::initializer_list<ThroatPlan *> plans)
{
    Throats throats;
    for (ThroatPlan *plan : plans)
        throats.push_back(std::make_unique<ScriptedThroat>(*plan));
    return throats;
}

bool isOf(double tone, const Pcm &pcm) { return scripted::shareAt(pcm, tone, narrowRate) > 0.5; }

} // namespace

class TestMouth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPromptIsRenderedOnceAndThenGivenAtOnce();
    void aPatientsWordsAreNotKept();
    void aPublicSentenceIsKept();
    void whatIsReadyWaitsForWhatWasSaidBefore();
    void anotherCallsPromptDoesNotWait();
    void aPromptBeforePrivateWordsIsGivenWhileTheyAreMade();
    void withoutACupboardNothingIsWarmedOrKept();
    void warmingLetsACallerGoFirst();
    void newPromptsReplaceTheOld();
    void whereOneVoiceFailsTheOtherSpeaks();
    void aVoiceThatBreaksOffIsFollowedByTheOther();
    void aLanguageIsSpokenByWhoeverKnowsIt();
    void whenNobodyCanSpeakItIsSaid();
    void whatAStandInSaidIsNotKept();
    void keptWordsHaveTheTimesOfTheirFirstSpeaking();
    void theThreadMayBeEndedInTheMiddleOfASentence();
};

void TestMouth::aPromptIsRenderedOnceAndThenGivenAtOnce()
{
    ThroatPlan plan;
    Mouth mouth({.throats = throatsOf({&plan})});
    Ear ear(mouth);
    mouth.warm({u"How can I help you?"_s});
    QTRY_COMPARE(mouth.counts().kept, 1);
    QCOMPARE(ear.pieces.size(), 0); // nobody asked for it yet
    for (int number = 1; number <= 3; ++number) {
        mouth.speak(sentence(u"How can I help you?"_s, number));
        QCOMPARE(ear.finished, number); // without the thread, before speak() comes back
    }
    QCOMPARE(ear.heard(1).size(), qsizetype(19 * plan.msPerLetter * narrowRate / 1'000));
    QVERIFY(isOf(plan.tone, ear.heard(1)));
    QCOMPARE(ear.heard(3), ear.heard(1));
    QCOMPARE(plan.spoken().size(), 1);
    QCOMPARE(mouth.counts().fromCupboard, 3U);
}

void TestMouth::aPatientsWordsAreNotKept()
{
    ThroatPlan plan;
    Mouth mouth({.throats = throatsOf({&plan})});
    Ear ear(mouth);
    mouth.warm({u"Is that right?"_s});
    mouth.speak(sentence(u"For Ines Carvalho. Is that right?"_s, 1));
    mouth.speak(sentence(u"For Ines Carvalho. Is that right?"_s, 2));
    QTRY_COMPARE(ear.finished, 2);
    QTRY_COMPARE(mouth.counts().toWarm, 0);
    QCOMPARE(mouth.counts().kept, 1);
    QCOMPARE(plan.spoken().count(u"For Ines Carvalho."_s), 2);
    QCOMPARE(plan.spoken().count(u"Is that right?"_s), 1);
}

void TestMouth::aPublicSentenceIsKept()
{
    ThroatPlan plan;
    Mouth mouth({.throats = throatsOf({&plan})});
    Ear ear(mouth);
    Sentence parking = sentence(u"You may park behind the house."_s);
    parking.isPublic = true;
    mouth.speak(parking);
    QTRY_COMPARE(ear.finished, 1);
    QTRY_COMPARE(mouth.counts().kept, 1);
    parking.language = u"en-GB"_s; // another sound
    mouth.speak(parking);
    parking.rate = wideRate;
    mouth.speak(parking);
    QTRY_COMPARE(ear.finished, 3);
    QCOMPARE(plan.spoken().size(), 3);
}

void TestMouth::whatIsReadyWaitsForWhatWasSaidBefore()
{
    ThroatPlan plan;
    Mouth mouth({.throats = throatsOf({&plan})});
    Ear ear(mouth);
    mouth.warm({u"Goodbye."_s});
    QTRY_COMPARE(mouth.counts().kept, 1);
    plan.hold();
    mouth.speak(sentence(u"You are booked."_s, 1));
    mouth.speak(sentence(u"Goodbye."_s, 2));
    QCOMPARE(ear.pieces.size(), 0);
    plan.letGo();
    QTRY_COMPARE(ear.finished, 2);
    QCOMPARE(ear.order(), QList({1, 2}));
    QTest::qWait(0); // the thread's last word about them has come
    mouth.speak(sentence(u"Goodbye."_s, 3));
    QTRY_COMPARE(ear.finished, 3);
}

void TestMouth::anotherCallsPromptDoesNotWait()
{
    ThroatPlan plan;
    Mouth mouth({.throats = throatsOf({&plan})});
    Ear ear(mouth);
    mouth.warm({u"Hello."_s});
    QTRY_COMPARE(mouth.counts().kept, 1);
    plan.hold();
    mouth.speak(sentence(u"You are booked."_s, 1));
    mouth.speak(sentence(u"Hello."_s, 2, other));
    QCOMPARE(ear.finished, 1);
    QCOMPARE(ear.calls.constLast(), other);
    plan.letGo();
    QTRY_COMPARE(ear.finished, 2);
}

void TestMouth::aPromptBeforePrivateWordsIsGivenWhileTheyAreMade()
{
    ThroatPlan plan;
    Mouth mouth({.throats = throatsOf({&plan})});
    Ear ear(mouth);
    mouth.warm({u"Thank you."_s});
    QTRY_COMPARE(mouth.counts().kept, 1);
    plan.hold();
    mouth.speak(sentence(u"Thank you. For Ines."_s));
    QVERIFY(isOf(plan.tone, ear.heard(1)));
    QCOMPARE(ear.finished, 0);
    plan.letGo();
    QTRY_COMPARE(ear.finished, 1);
    QVERIFY(ear.heard(1).size() > qsizetype(18 * plan.msPerLetter * narrowRate / 1'000));
}

void TestMouth::withoutACupboardNothingIsWarmedOrKept()
{
    ThroatPlan plan;
    Mouth mouth({.throats = throatsOf({&plan}), .keptBytesAtMost = 0});
    Ear ear(mouth);
    mouth.warm({u"A prompt."_s});
    QCOMPARE(mouth.counts().toWarm, 0);
    mouth.speak(sentence(u"A prompt."_s));
    QTRY_COMPARE(ear.finished, 1);
    QCOMPARE(mouth.counts().kept, 0);
}

void TestMouth::warmingLetsACallerGoFirst()
{
    ThroatPlan plan;
    plan.hold();
    Mouth mouth({.throats = throatsOf({&plan})});
    Ear ear(mouth);
    mouth.warm({u"A prompt."_s, u"Another prompt."_s, u"A third."_s});
    QTRY_COMPARE(plan.spoken().size(), 1);
    mouth.speak(sentence(u"A caller waits."_s));
    plan.letGo();
    QTRY_COMPARE(mouth.counts().kept, 3);
    const QStringList spoken = plan.spoken();
    QCOMPARE(spoken[1], u"A caller waits."_s); // the first prompt was broken off for it
    QCOMPARE(spoken.count(u"A prompt."_s), 2);
    QTRY_COMPARE(ear.finished, 1);
}

void TestMouth::newPromptsReplaceTheOld()
{
    ThroatPlan plan;
    Mouth mouth({.throats = throatsOf({&plan})});
    Ear ear(mouth);
    mouth.warm({u"Old words."_s});
    QTRY_COMPARE(mouth.counts().kept, 1);
    mouth.warm({u"New words."_s, u"  "_s, u"New words."_s});
    QTRY_COMPARE(mouth.counts().kept, 2);
    QCOMPARE(plan.spoken().size(), 2);
}

void TestMouth::whereOneVoiceFailsTheOtherSpeaks()
{
    ThroatPlan first{.failsAfterMs = 0}, second{.tone = 880};
    Mouth mouth({.throats = throatsOf({&first, &second})});
    Ear ear(mouth);
    mouth.speak(sentence(u"You are booked."_s));
    QTRY_COMPARE(ear.finished, 1);
    QCOMPARE(ear.problems.size(), 0);
    QVERIFY(isOf(second.tone, ear.heard(1)));
    QCOMPARE(mouth.counts().stoodIn, 1U);
}

void TestMouth::aVoiceThatBreaksOffIsFollowedByTheOther()
{
    ThroatPlan first{.failsAfterMs = 200}, second{.tone = 880};
    Mouth mouth({.throats = throatsOf({&first, &second})});
    Ear ear(mouth);
    mouth.speak(sentence(u"You are booked."_s));
    QTRY_COMPARE(ear.finished, 1);
    const qsizetype whole = qsizetype(15 * second.msPerLetter * narrowRate / 1'000);
    QVERIFY(isOf(second.tone, ear.heard(1).last(whole)));
}

void TestMouth::aLanguageIsSpokenByWhoeverKnowsIt()
{
    ThroatPlan english, any{.speaks = {}, .tone = 880};
    Mouth mouth({.throats = throatsOf({&english, &any})});
    Ear ear(mouth);
    Sentence spanish = sentence(u"Un momento, por favor."_s);
    spanish.language = u"es-MX"_s;
    mouth.speak(spanish);
    mouth.speak(sentence(u"One moment, please."_s, 2));
    QTRY_COMPARE(ear.finished, 2);
    QVERIFY(isOf(any.tone, ear.heard(1)));
    QVERIFY(isOf(english.tone, ear.heard(2)));
    QCOMPARE(mouth.counts().stoodIn, 0U);
}

void TestMouth::whenNobodyCanSpeakItIsSaid()
{
    ThroatPlan first{.failsAfterMs = 0}, second{.failsAfterMs = 0};
    Mouth mouth({.throats = throatsOf({&first, &second})});
    Ear ear(mouth);
    mouth.speak(sentence(u"You are booked."_s));
    QTRY_COMPARE(ear.problems.size(), 1);
    QCOMPARE(ear.finished, 0);
    QCOMPARE(mouth.counts().failed, 1U);
    first.failsAfterMs = -1; // a voice that comes back is heard again
    mouth.speak(sentence(u"You are booked."_s, 2));
    QTRY_COMPARE(ear.finished, 1);
}

void TestMouth::whatAStandInSaidIsNotKept()
{
    ThroatPlan first{.failsAfterMs = 0}, second;
    Mouth mouth({.throats = throatsOf({&first, &second})});
    Ear ear(mouth);
    mouth.warm({u"Goodbye."_s});
    mouth.speak(sentence(u"Goodbye."_s));
    QTRY_COMPARE(ear.finished, 1);
    QTRY_COMPARE(mouth.counts().toWarm, 0);
    QCOMPARE(mouth.counts().kept, 0);
}

void TestMouth::keptWordsHaveTheTimesOfTheirFirstSpeaking()
{
    ThroatPlan plan;
    Mouth mouth({.throats = throatsOf({&plan})});
    Ear ear(mouth);
    const QString words = u"For Ines. How can I help you?"_s;
    mouth.speak(sentence(words, 1));
    QTRY_COMPARE(ear.finished, 1);
    mouth.warm({u"How can I help you?"_s});
    QTRY_COMPARE(mouth.counts().kept, 1);
    mouth.speak(sentence(words, 2));
    QTRY_COMPARE(ear.finished, 2);
    QCOMPARE(ear.times.value(2), ear.times.value(1));
    QCOMPARE(ear.times.value(1).size(), 7);
    const qint64 how = ear.times.value(1)[2].atMs;
    QCOMPARE(how, 9 * plan.msPerLetter + 120);
    QCOMPARE(heardCharacters(ear.times.value(1), {how + 10, 10'000, words.size()}), 10); // "For Ines. "
}

void TestMouth::theThreadMayBeEndedInTheMiddleOfASentence()
{
    ThroatPlan plan;
    plan.msPerLetter = 1'000;
    {
        Mouth mouth({.throats = throatsOf({&plan})});
        mouth.warm({u"A prompt that is very long."_s});
        mouth.speak(sentence(QString(150, u'a')));
        mouth.speak(sentence(QString(150, u'b'), 2));
        QTRY_VERIFY(!plan.spoken().isEmpty());
    }
    QVERIFY(!plan.spoken().contains(QString(150, u'b')));
}

QTEST_GUILESS_MAIN(TestMouth)
#include "test_mouth.moc"
