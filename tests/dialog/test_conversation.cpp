// What the receptionist does with one input after the other.
#include "dialog/one_call.h"

#include <QTest>

using namespace nightbell;

namespace {

Appointment visit(const QString &id, QDate day, QTime time)
{
    return visitOf(id, u"check_up"_s, u"okoro"_s, day, time);
}

} // namespace

class TestConversation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCallBeginsWithWhoIsSpeaking();
    void aBookingAsksOnlyForWhatIsMissing();
    void nothingIsBookedBeforeTheDiarySaysSo();
    void aTimeThatIsTakenIsAskedForAnew();
    void withoutTheDiaryNothingIsPromised();
    void anotherDayReleasesWhatWasHeld();
    void whoAsksForAPersonGetsOneAtOnce_data();
    void whoAsksForAPersonGetsOneAtOnce();
    void zeroIsAPersonInEveryState();
    void whoDidNotHearHearsItAgain();
    void threeSilencesEndTheCall();
    void wordsBetweenSilencesBeginTheCountAnew();
    void whatMeansNothingThreeTimesIsForAPerson();
    void theSecondErrandIsServedAfterTheFirst();
    void anUnknownPatientIsAskedOnceMore();
    void onlyTheRightNameAndBirthAreVerified();
    void nothingIsMovedToWhereItIs();
    void theSameQuestionIsNotAskedAFourthTime();
    void whoeverCallsAfterADropProvesWhoTheyAre();
    void somebodyElseHearsNothingOfTheDroppedCall();
    void afterTheEndNothingIsSaid();
    void theSameInputsMakeTheSameConversation();
};

void TestConversation::aCallBeginsWithWhoIsSpeaking()
{
    Call call;
    QVERIFY(call.spoken().contains(u"automated assistant"_s));
    QVERIFY(call.spoken().endsWith(u'?'));
    SmallClinic night;
    night.time = {22, 0};
    QVERIFY(Call(night, {}).spoken().contains(u"closed"_s));
}

void TestConversation::aBookingAsksOnlyForWhatIsMissing()
{
    Call call;
    call.says("this is laura benning born june third nineteen eighty i need a check up on thursday");
    QVERIFY(call.ordered<FindTimesStep>());
    QCOMPARE(call.ordered<FindTimesStep>()->from, QDate(2026, 11, 19));
    call.take(TimesFound{{ten}, true, {}});
    QVERIFY(call.ordered<HoldStep>());
    call.take(TimeHeld{HoldId(u"h1"_s), ten});
    QCOMPARE(call.asks(), u"phone"_s);
    call.says("this number");
    QCOMPARE(call.asks(), u"confirm"_s);
    for (const QString &each : {u"Laura Benning"_s, u"June 3rd, 1980"_s, u"10 am"_s, u"check-up"_s})
        QVERIFY2(call.spoken().contains(each), qPrintable(call.spoken()));
}

void TestConversation::nothingIsBookedBeforeTheDiarySaysSo()
{
    Call call;
    call.comesToTheReadBack();
    call.says("yes that is right");
    QVERIFY(call.ordered<FindAppointmentsStep>());
    call.take(AppointmentsFound{});
    const auto *book = call.ordered<BookStep>();
    QVERIFY(book);
    QCOMPARE(book->hold, HoldId(u"h1"_s));
    QCOMPARE(book->patient.born, QDate(1980, 6, 3));
    QCOMPARE(call.spoken(), QString());
    call.take(ActDone{Appointment{.id = AppointmentId(u"a1"_s),
                                  .patient = book->patient,
                                  .service = ServiceId(u"check_up"_s),
                                  .provider = ten.provider,
                                  .date = ten.date,
                                  .time = ten.time}});
    QVERIFY(call.spoken().contains(u"You are booked"_s));
    QCOMPARE(call.asks(), u"anything_else"_s);
}

void TestConversation::aTimeThatIsTakenIsAskedForAnew()
{
    Call call;
    call.says("i need a check up on thursday");
    call.take(TimesFound{{ten, two}, false, {}});
    call.says("the first one");
    call.take(TimeTaken{});
    QVERIFY(call.spoken().contains(u"just taken"_s));
    QCOMPARE(call.asks(), u"date"_s);
    QVERIFY(call.state.declined.contains(ten)); // it is not offered again
    call.comesToTheReadBack();
    call.says("yes");
    call.take(AppointmentsFound{});
    call.take(ActFailed{}); // another call was quicker after all
    QVERIFY(call.spoken().contains(u"just taken"_s));
    QVERIFY(!call.spoken().contains(u"You are booked"_s));
}

void TestConversation::withoutTheDiaryNothingIsPromised()
{
    Call call;
    call.comesToTheReadBack();
    call.says("yes");
    call.take(AppointmentsFound{});
    call.take(ActFailed{.diaryAway = true});
    QVERIFY(call.spoken().contains(u"nothing is booked"_s));
    QVERIFY(call.ordered<HandOverStep>());
    Call searching;
    searching.says("i need a check up on thursday");
    searching.take(ActFailed{.diaryAway = true});
    QVERIFY(!searching.spoken().isEmpty() || searching.ordered<HandOverStep>());
}

void TestConversation::anotherDayReleasesWhatWasHeld()
{
    Call call;
    call.comesToTheReadBack();
    call.says("no make it friday");
    QCOMPARE(call.ordered<ReleaseStep>()->hold, HoldId(u"h1"_s));
    QCOMPARE(call.ordered<FindTimesStep>()->from, QDate(2026, 11, 20));
    QVERIFY(call.state.hold.isEmpty());
}

void TestConversation::whoAsksForAPersonGetsOneAtOnce_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::newRow("at the beginning") << QStringList();
    QTest::newRow("while a day is asked for") << QStringList{u"i need a check up"_s};
    QTest::newRow("while a name is asked for") << QStringList{u"cancel my appointment"_s};
    QTest::newRow("while a message is asked for") << QStringList{u"please call me back"_s};
}

void TestConversation::whoAsksForAPersonGetsOneAtOnce()
{
    QFETCH(QStringList, before);
    for (const bool reachable : {true, false}) {
        Call call;
        for (const QString &each : before)
            call.take(CallerSaid{each, {}});
        call.says("let me speak to a person please");
        QVERIFY(call.ordered<HandOverStep>());
        QVERIFY(!call.spoken().contains(u"connecting"_s)); // nobody has answered yet
        call.take(HandedOver{reachable});
        QCOMPARE(call.spoken().contains(u"connecting"_s), reachable);
        if (!reachable)
            QVERIFY(call.spoken().contains(u"message"_s));
    }
}

void TestConversation::zeroIsAPersonInEveryState()
{
    Call call;
    call.comesToTheReadBack();
    call.take(CallerPressed{u"0"_s});
    QVERIFY(call.ordered<HandOverStep>());
}

void TestConversation::whoDidNotHearHearsItAgain()
{
    Call call;
    call.says("i need a check up on thursday");
    const QString offer = call.take(TimesFound{{ten, two}, false, {}});
    QCOMPARE(call.says("sorry what did you say"), offer);
    QCOMPARE(call.asks(), u"offer"_s);
}

void TestConversation::threeSilencesEndTheCall()
{
    Call call;
    for (int silence = 1; silence <= 2; ++silence) {
        QVERIFY(call.take(CallerSilent{8}).contains(u"still there"_s));
        QVERIFY(!call.state.ended);
    }
    call.take(CallerSilent{8});
    QVERIFY(call.state.ended && call.ordered<HangUpStep>());
}

void TestConversation::wordsBetweenSilencesBeginTheCountAnew()
{
    Call call;
    call.take(CallerSilent{8});
    call.take(CallerSilent{8});
    call.says("i need a check up");
    call.take(CallerSilent{8});
    QVERIFY(!call.state.ended);
}

void TestConversation::whatMeansNothingThreeTimesIsForAPerson()
{
    Call call;
    QSet<QString> questions;
    for (int miss = 1; miss <= 2; ++miss) {
        questions.insert(call.says("blorp fnord"));
        QVERIFY(!call.ordered<HandOverStep>());
    }
    QCOMPARE(questions.size(), 2); // each try in other words
    call.says("blorp fnord");
    QVERIFY(call.ordered<HandOverStep>());
}

void TestConversation::theSecondErrandIsServedAfterTheFirst()
{
    Call call;
    call.says("i need a refill of my lisinopril and book a check up on thursday");
    QCOMPARE(call.state.errandsWaiting.size(), 1);
    const QString first = call.state.errand, second = call.state.errandsWaiting.first().intent;
    QVERIFY(first != second);
    for (int turn = 0; turn < 12 && call.state.errand == first; ++turn) {
        if (call.ordered<MessageStep>())
            call.take(MessageStored{u"m1"_s});
        else if (call.ordered<FindTimesStep>())
            call.take(TimesFound{{ten}, true, {}});
        else if (call.ordered<HoldStep>())
            call.take(TimeHeld{HoldId(u"h1"_s), ten});
        else if (call.ordered<FindAppointmentsStep>())
            call.take(AppointmentsFound{});
        else if (const auto *book = call.ordered<BookStep>())
            call.take(
                ActDone{{AppointmentId(u"a1"_s), book->patient, book->service, ten.provider, ten.date, ten.time}});
        else if (call.asks() == u"name"_s)
            call.says("laura benning");
        else if (call.asks() == u"dob"_s)
            call.says("june third nineteen eighty");
        else if (call.asks() == u"phone"_s)
            call.says("this number");
        else if (call.asks() == u"pharmacy"_s)
            call.says("the one on main street");
        else
            call.says("yes");
    }
    QCOMPARE(call.state.errand, second);
    QVERIFY(call.state.errandsWaiting.isEmpty());
    QVERIFY(call.state.known.contains(u"name"_s)); // who is calling is not asked twice
}

void TestConversation::anUnknownPatientIsAskedOnceMore()
{
    Call call;
    call.says("i want to cancel my appointment");
    call.says("walter brandt");
    call.says("july twenty second nineteen fifty eight");
    QVERIFY(call.ordered<FindAppointmentsStep>());
    call.take(AppointmentsFound{});
    QCOMPARE(call.asks(), u"name"_s);
    QCOMPARE(call.state.identity, Identity::Claimed);
    call.says("walter brand");
    call.says("july twenty second nineteen fifty eight");
    call.take(AppointmentsFound{});
    QVERIFY(call.ordered<HandOverStep>());
    QVERIFY(!call.ordered<CancelStep>());
}

void TestConversation::onlyTheRightNameAndBirthAreVerified()
{
    Call call;
    call.says("i want to cancel my appointment");
    call.says("walter brandt");
    QCOMPARE(call.state.identity, Identity::Claimed);
    call.says("july twenty first nineteen fifty eight");
    const auto *find = call.ordered<FindAppointmentsStep>();
    QVERIFY(find);
    QCOMPARE(find->name.reveal(), u"Walter Brandt"_s);
    QCOMPARE(find->born, QDate(1958, 7, 21));
    call.take(AppointmentsFound{{visit(u"r1"_s, {2026, 11, 19}, {10, 0})}});
    QCOMPARE(call.state.identity, Identity::Verified);
    QCOMPARE(call.asks(), u"confirm"_s);
    call.says("yes");
    QCOMPARE(call.ordered<CancelStep>()->appointment, AppointmentId(u"r1"_s));
    QVERIFY(!call.spoken().contains(u"is cancelled"_s));
    call.take(ActDone{visit(u"r1"_s, {2026, 11, 19}, {10, 0})});
    QVERIFY(call.spoken().contains(u"is cancelled"_s));
}

void TestConversation::nothingIsMovedToWhereItIs()
{
    Call call;
    call.says("i need to move my appointment to thursday");
    call.says("walter brandt");
    call.says("july twenty first nineteen fifty eight");
    const Appointment own = visit(u"r1"_s, ten.date, ten.time);
    call.take(AppointmentsFound{{own}});
    QVERIFY(call.ordered<FindTimesStep>());
    call.take(TimesFound{{{own.provider, own.date, own.time}, two}, true, {}});
    QCOMPARE(call.state.offered, QList{two});
}

void TestConversation::theSameQuestionIsNotAskedAFourthTime()
{
    Call call;
    call.says("i need a check up on thursday");
    for (int asked = 1; asked <= 3; ++asked) {
        call.take(TimesFound{{ten, two}, false, {}});
        QCOMPARE(call.asks(), u"offer"_s);
        call.says("thursday at nine then");
        QVERIFY(call.ordered<FindTimesStep>());
    }
    call.take(TimesFound{{ten, two}, false, {}});
    QVERIFY(call.ordered<HandOverStep>());
}

void TestConversation::whoeverCallsAfterADropProvesWhoTheyAre()
{
    Call call({.callerNumber = {}, .dropped = true, .danger = {}});
    QCOMPARE(call.asks(), u"resume_offer"_s);
    call.says("yes please");
    QCOMPARE(call.asks(), u"name"_s);
    call.says("laura benning");
    QCOMPARE(call.asks(), u"dob"_s);
    call.says("june third nineteen eighty");
    QVERIFY(call.ordered<VerifyStep>());
    call.take(SameCaller{u"book"_s,
                         {{u"service"_s, knownAs(u"check_up"_s)},
                          {u"date"_s, knownAs(u"2026-11-19"_s)},
                          {u"name"_s, knownAs(u"Laura Benning"_s)},
                          {u"dob"_s, knownAs(u"1980-06-03"_s)}}});
    QCOMPARE(call.state.identity, Identity::Verified);
    QVERIFY(call.ordered<FindTimesStep>()); // neither service nor day is asked for again
    QCOMPARE(call.ordered<FindTimesStep>()->service, ServiceId(u"check_up"_s));
}

void TestConversation::somebodyElseHearsNothingOfTheDroppedCall()
{
    Call call({.callerNumber = {}, .dropped = true, .danger = {}});
    call.says("yes");
    call.says("walter brandt");
    call.says("july twenty first nineteen fifty eight");
    call.take(AnotherCaller{});
    QVERIFY(!call.ordered<FindTimesStep>());
    QVERIFY(call.spoken().endsWith(u'?'));
    QCOMPARE(call.asks(), QString()); // the open question of every call
    QVERIFY(call.state.identity != Identity::Verified);
}

void TestConversation::afterTheEndNothingIsSaid()
{
    Call call;
    call.says("goodbye");
    QVERIFY(call.state.ended);
    for (const DialogInput &input :
         std::initializer_list<DialogInput>{CallerSaid{u"hello"_s, {}}, CallerSilent{5}, CallerPressed{u"0"_s},
                                            TimesFound{}, ActDone{}, SameCaller{}}) {
        call.take(input);
        QVERIFY(call.steps.isEmpty());
    }
}

void TestConversation::theSameInputsMakeTheSameConversation()
{
    Call one, other;
    one.comesToTheReadBack();
    other.comesToTheReadBack();
    QCOMPARE(one.steps, other.steps);
    QVERIFY(one.state == other.state);
}

QTEST_GUILESS_MAIN(TestConversation)
#include "test_conversation.moc"
