#include "dialog/danger_watch.h"

#include <QElapsedTimer>
#include <QtTest>

#include <algorithm>
#include <vector>

using namespace nightbell;

namespace {

using Kind = DangerNews::Kind;

const Tripwire &tripwire()
{
    static const Tripwire made = Tripwire::builtIn();
    return made;
}

QString text(const char *said) { return QString::fromLatin1(said); }

} // namespace

class TestDangerWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void symptomsSpreadOverTurnsAddUp()
    {
        DangerWatch watch(tripwire());
        QVERIFY(!watch.hearFinal(text("its my chest"), 1));
        const auto news = watch.hearFinal(text("its tight"), 2);
        QVERIFY(news);
        QCOMPARE(news->kind, Kind::Raised);
        QCOMPARE(news->finding.level, DangerLevel::Emergency);
        QVERIFY(news->fromSeveralTurns);
        QVERIFY(!watch.hearFinal(text("and down my arm"), 3)); // known
    }

    void longTurnsAreNotReadTogether()
    {
        DangerWatch watch(tripwire());
        watch.hearFinal(
            text("i would like to book the chest x ray that doctor patel asked for when i saw him last week"), 1);
        const auto news = watch.hearFinal(text("ten is a bit tight for me"), 2);
        QVERIFY(!news || !news->fromSeveralTurns);
    }

    void anAlarmOfAPartialIsConfirmedByTheFinal()
    {
        DangerWatch watch(tripwire());
        QVERIFY(!watch.hearPartial(text("i have"), 1));
        const auto raised = watch.hearPartial(text("i have chest pain"), 1);
        QVERIFY(raised && raised->kind == Kind::Raised && raised->isProvisional);
        QVERIFY(!watch.hearPartial(text("i have chest pain and"), 1)); // no second alarm
        const auto confirmed = watch.hearFinal(text("i have chest pain and i am sweating"), 1);
        QVERIFY(confirmed && confirmed->kind == Kind::Confirmed);
        QCOMPARE(watch.level(), DangerLevel::Emergency);
    }

    void anAlarmOfAPartialIsTakenBackWithItsReason()
    {
        DangerWatch watch(tripwire());
        QVERIFY(watch.hearPartial(text("i had a heart attack"), 1));
        QCOMPARE(watch.level(), DangerLevel::Emergency);
        QVERIFY(!watch.hearPartial(text("i had a heart attack five years ago"), 1)); // it does not flap
        const auto news = watch.hearFinal(text("i had a heart attack five years ago and need a checkup"), 1);
        QVERIFY(news && news->kind == Kind::Retracted);
        QVERIFY(!news->finding.explainsAway.isEmpty());
        QCOMPARE(watch.level(), DangerLevel::None);
        QVERIFY(watch.hearFinal(text("but now my chest hurts"), 2)); // what was taken back can be raised again
    }

    void theSameDangerIsRaisedOnceAndAGraverOneAgain()
    {
        DangerWatch watch(tripwire());
        const auto first = watch.hearFinal(text("my wound is infected"), 1);
        QVERIFY(first && first->finding.level == DangerLevel::Urgent);
        QVERIFY(!watch.hearFinal(text("yes the wound is infected"), 2));
        const auto graver = watch.hearFinal(text("and he is not breathing"), 3);
        QVERIFY(graver && graver->kind == Kind::Raised);
        QCOMPARE(graver->finding.level, DangerLevel::Emergency);
        QVERIFY(!watch.hearFinal(text("he is not breathing please"), 4));
    }

    void aFinalGraverThanItsPartialIsRaised()
    {
        DangerWatch watch(tripwire());
        QVERIFY(watch.hearPartial(text("the cut on my leg is infected"), 1));
        const auto news = watch.hearFinal(text("the cut on my leg is infected and i cannot breathe"), 1);
        QVERIFY(news && news->kind == Kind::Raised && !news->isProvisional);
    }

    void anAnswerIsReadWithItsQuestion()
    {
        DangerWatch watch(tripwire());
        watch.asked(text("Are you having trouble breathing?"));
        QVERIFY(!watch.hearFinal(text("no"), 1));
        watch.asked(text("Do you have chest pain?"));
        const auto news = watch.hearFinal(text("yes"), 2);
        QVERIFY(news && news->finding.level == DangerLevel::Emergency);
        QVERIFY(news->finding.evidence.first().rule.startsWith(QLatin1String("affirmed.")));
        DangerWatch other(tripwire());
        other.asked(text("Do you have chest pain?"));
        other.hearFinal(text("no"), 1);
        QVERIFY(!other.hearFinal(text("yes"), 2)); // the question was answered
    }

    void aPartialIsJudgedWithinHalfAMillisecond()
    {
        DangerWatch watch(tripwire());
        const QStringList words =
            text("hello yes um so i was wondering whether you could maybe find me something on thursday or friday "
                 "because "
                 "my knee has been playing up a little and my wife said i should finally have someone look at it")
                .split(u' ');
        std::vector<qint64> nanoseconds;
        for (int round = 0; round < 20; ++round)
            for (qsizetype count = 1; count <= words.size(); ++count) {
                QElapsedTimer timer;
                timer.start();
                watch.hearPartial(words.mid(0, count).join(u' '), 1);
                nanoseconds.push_back(timer.nsecsElapsed());
            }
        std::sort(nanoseconds.begin(), nanoseconds.end());
        const double median = nanoseconds[nanoseconds.size() / 2] / 1e6,
                     p99 = nanoseconds[nanoseconds.size() * 99 / 100] / 1e6;
        qInfo("a partial: median %.3f ms, p99 %.3f ms", median, p99);
    }
};

QTEST_APPLESS_MAIN(TestDangerWatch)
#include "test_danger_watch.moc"
