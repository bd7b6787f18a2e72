// Danger in a conversation: advice first and a person at once, and nothing but a denial leads back.
#include "dialog/one_call.h"

#include <QTest>

using namespace nightbell;

class TestDangerInACall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dangerComesFirstInEveryState_data();
    void dangerComesFirstInEveryState();
    void inDangerNothingElseIsTalkedOf();
    void onlyADenialLeadsOutOfDanger();
    void aCallerWhoWasInDangerIsHelpedUnasked();
};

void TestDangerInACall::dangerComesFirstInEveryState_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::newRow("at the beginning") << QStringList();
    QTest::newRow("while booking") << QStringList{u"i need a check up"_s};
    QTest::newRow("while cancelling") << QStringList{u"cancel my appointment"_s, u"walter brandt"_s};
    QTest::newRow("while leaving a message") << QStringList{u"please call me back"_s};
    QTest::newRow("while with a person") << QStringList{u"let me speak to a person"_s};
}

void TestDangerInACall::dangerComesFirstInEveryState()
{
    QFETCH(QStringList, before);
    for (const Gravity level : {Gravity::Urgent, Gravity::Emergency, Gravity::Crisis}) {
        Call call;
        for (const QString &each : before)
            call.take(CallerSaid{each, {}});
        if (call.ordered<HandOverStep>())
            call.take(HandedOver{true});
        call.state.hold = HoldId(u"h1"_s);
        call.take(InDanger{level, u"cardiac"_s, u"my chest hurts"_s});
        QCOMPARE(*call.state.raised, level);
        QVERIFY(std::holds_alternative<ReleaseStep>(call.steps.value(0)));
        QVERIFY(call.spoken().contains(u"911"_s)); // advice before the person
        QVERIFY(call.ordered<HandOverStep>());
        QCOMPARE(call.ordered<HandOverStep>()->level, level);
        QVERIFY(call.state.errand.isEmpty() && call.state.errandsWaiting.isEmpty());
    }
}

void TestDangerInACall::inDangerNothingElseIsTalkedOf()
{
    Call call;
    call.says("i need a check up");
    call.take(InDanger{Gravity::Emergency, u"cardiac"_s, u"my chest hurts"_s});
    call.take(HandedOver{false});
    for (const char *said :
         {"thursday at ten", "what about my appointment", "book me a flu shot", "let me talk to a person", "goodbye",
          "no", "what time do you close", "are you a robot", "blorp"}) {
        call.says(said);
        QVERIFY2(call.asks().isEmpty() || call.asks() == u"emergency_check"_s, said);
        QVERIFY2(!call.ordered<FindTimesStep>() && !call.ordered<HangUpStep>(), said);
        QCOMPARE(*call.state.raised, Gravity::Emergency);
    }
    for (int silence = 0; silence < 10; ++silence)
        call.take(CallerSilent{30});
    QVERIFY(!call.state.ended); // the line is kept open
    call.take(InDanger{Gravity::Crisis, u"self_harm"_s, u"i want to die"_s});
    QCOMPARE(*call.state.raised, Gravity::Crisis); // what is graver counts
    call.take(InDanger{Gravity::Emergency, {}, {}});
    QCOMPARE(*call.state.raised, Gravity::Crisis);
}

void TestDangerInACall::onlyADenialLeadsOutOfDanger()
{
    Call call;
    call.take(InDanger{Gravity::Emergency, u"cardiac"_s, u"my heart stops"_s});
    call.take(HandedOver{false});
    QCOMPARE(call.asks(), u"emergency_check"_s);
    call.says("no it was a figure of speech");
    QVERIFY(!call.state.raised);
    call.says("i need a check up");
    QCOMPARE(call.asks(), u"date"_s);
}

void TestDangerInACall::aCallerWhoWasInDangerIsHelpedUnasked()
{
    Call call({.callerNumber = {}, .dropped = true, .danger = Gravity::Emergency});
    QVERIFY(call.spoken().contains(u"911"_s));
    QVERIFY(call.ordered<HandOverStep>());
    QVERIFY(!call.spoken().contains(u"name"_s));
    QVERIFY(unfinished(call.state));
}

QTEST_GUILESS_MAIN(TestDangerInACall)
#include "test_danger_in_a_call.moc"
