// Which errand the words begin, and what they already tell of it.
#include "dialog/errands.h"
#include "dialog/opening_words.h"
#include "dialog/small_clinic.h"

#include <QTest>

using namespace nightbell;

namespace {

Words words(const char *said) { return wordsOf(QString::fromUtf8(said)); }

HeardOnce heard(const char *said)
{
    const SmallClinic clinic;
    HeardOnce once{.words = words(said), .meaning = {}, .read = {}};
    once.meaning = understand(once.words, {}, Danger::RuledOut);
    once.read = readSlots(once.words, {}, clinic.place());
    return once;
}

bool isErrand(Intent intent) { return !isQuestion(intent) && intent < Intent::Spam && intent != Intent::ProvideInfo; }

QString begun(QList<Intent> guessed, const char *said)
{
    QStringList names;
    for (const Intent each : weighed(std::move(guessed), heard(said), isErrand))
        names << nameOf(each);
    return names.join(u' ');
}

} // namespace

class TestErrands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCorrectionIsNoMove();
    void aServiceAloneIsAWishForIt();
    void cancellingMakesRoomFirst();
    void whoIsCrossIsHereForSomething();
    void aQuestionAboutAVisitIsNoNewOne();
    void theClauseOfAnErrandIsFound();
    void oneWishInTwoWordsWaitsForNothing();
    void theManyWaysOfSayingIt_data();
    void theManyWaysOfSayingIt();
    void onlyWhatDeniesDangerDeniesIt_data();
    void onlyWhatDeniesDangerDeniesIt();
    void aMessageThatIsToldIsNotAskedFor();
    void ofTwoDaysTheOneAfterToIsTheWish();
    void whatIsSoOfTheOfferAgreesWithIt();
};

void TestErrands::aCorrectionIsNoMove()
{
    QCOMPARE(begun({Intent::Reschedule}, "a check up on tuesday no wait wednesday"), u"book"_s);
    QCOMPARE(begun({Intent::Reschedule}, "can we move my check up to wednesday"), u"reschedule"_s);
}

void TestErrands::aServiceAloneIsAWishForIt()
{
    QCOMPARE(begun({}, "flu shot monday at eight"), u"book"_s);
    QCOMPARE(begun({}, "a check up"), u"book"_s);
    QCOMPARE(begun({Intent::Complaint}, "i need a check up on monday and i have been on hold forever"), u"book"_s);
}

void TestErrands::cancellingMakesRoomFirst()
{
    QCOMPARE(begun({Intent::Book, Intent::Cancel}, "book me a flu shot and cancel my check up"), u"cancel book"_s);
}

void TestErrands::whoIsCrossIsHereForSomething()
{
    QVERIFY(
        !begun({Intent::Complaint, Intent::Refill}, "this is a disgrace i need my refill").contains(u"complaint"_s));
    QCOMPARE(begun({Intent::Complaint}, "the doctor was rude to me"), u"complaint"_s);
}

void TestErrands::aQuestionAboutAVisitIsNoNewOne()
{
    QVERIFY(begun({}, "when is my appointment").contains(u"confirm_appointment"_s));
    QVERIFY(!begun({}, "what are your hours").contains(u"book"_s));
}

void TestErrands::theClauseOfAnErrandIsFound()
{
    const HeardOnce both = heard("cancel my check up on monday and i need a refill of my lisinopril");
    QVERIFY(clauseOf(Intent::Cancel, both).contains(u"check up"_s));
    QVERIFY(!clauseOf(Intent::Cancel, both).contains(u"lisinopril"_s));
    QVERIFY(clauseOf(Intent::Refill, both).contains(u"lisinopril"_s));
    QCOMPARE(clauseOf(Intent::Complaint, both), QString());
}

void TestErrands::oneWishInTwoWordsWaitsForNothing()
{
    QVERIFY(!waits(Intent::Reschedule, Intent::Cancel));
    QVERIFY(waits(Intent::Book, Intent::Cancel));
    QVERIFY(!waits(Intent::Cancel, Intent::Book));
    QVERIFY(waits(Intent::Refill, Intent::Book) && waits(Intent::Book, Intent::Refill));
    QVERIFY(waits(Intent::Results, Intent::Refill) && !waits(Intent::Refill, Intent::Refill));
    QVERIFY(!waits(Intent::Hours, Intent::Book));
}

void TestErrands::theManyWaysOfSayingIt_data()
{
    QTest::addColumn<QString>("is");
    for (const auto &[said, is] : std::initializer_list<std::pair<const char *, const char *>>{
             {"can we push it back", "moving"},
             {"i cant make thursday", "moving"},
             {"when am i due", "knowing"},
             {"whens my visit", "knowing"},
             {"i would like one", "wishing"},
             {"can i get in", "wishing"},
             {"we got cut off", "before"},
             {"scrap that", "cancelling"},
             {"i wont be coming", "cancelling"},
             {"never mind", "nothing"},
             {"i changed my mind", "nothing"},
             {"leave it", "nothing"},
             {"and on sunday", "on"},
             {"what about aetna", "on"},
             {"what should i do", "asked"},
             {"its for my daughter", "another"},
         })
        QTest::newRow(said) << QString::fromLatin1(is);
}

void TestErrands::theManyWaysOfSayingIt()
{
    QFETCH(QString, is);
    static const QHash<QString, bool (*)(const Words &)> speaks{
        {u"moving"_s, speaksOfMoving},
        {u"knowing"_s, speaksOfKnowing},
        {u"wishing"_s, speaksOfWishing},
        {u"before"_s, speaksOfBefore},
        {u"cancelling"_s, speaksOfCancelling},
        {u"nothing"_s, saysNeverMind},
        {u"on"_s, asksOn},
        {u"asked"_s, isAsked},
        {u"another"_s, speaksForAnother},
    };
    QVERIFY(speaks[is](words(QTest::currentDataTag())));
    QVERIFY(!speaks[is](words("the blue door")) && !speaks[is]({}));
}

void TestErrands::onlyWhatDeniesDangerDeniesIt_data()
{
    QTest::addColumn<bool>("denied");
    for (const auto &[said, denied] : std::initializer_list<std::pair<const char *, bool>>{
             {"no it was a figure of speech", true},
             {"its not an emergency", true},
             {"just kidding", true},
             {"false alarm", true},
             {"im fine", true},
             {"i didnt mean that", true},
             {"no", false},
             {"yes", false},
             {"i dont know what to do", false},
             {"i am not fine", false},
             {"hes not okay", false},
             {"its not fine", false},
             {"what about my appointment", false},
             {"can you book me in", false},
         })
        QTest::newRow(said) << denied;
}

void TestErrands::onlyWhatDeniesDangerDeniesIt()
{
    QFETCH(bool, denied);
    QCOMPARE(deniesDanger(words(QTest::currentDataTag())), denied);
}

void TestErrands::aMessageThatIsToldIsNotAskedFor()
{
    QCOMPARE(messageIn(words("call me back about the bill i got on monday"), Intent::Callback),
             u"call me back about the bill i got on monday"_s);
    QCOMPARE(messageIn(words("please call me back"), Intent::Callback), QString());
    QCOMPARE(messageIn(words("the doctor was rude"), Intent::Complaint), u"the doctor was rude"_s);
    QCOMPARE(messageIn(words("a check up"), Intent::Book), QString());
}

void TestErrands::ofTwoDaysTheOneAfterToIsTheWish()
{
    const SmallClinic clinic;
    const auto wish = [&](const char *said) {
        const QList<ReadSlot> read = readSlots(words(said), {}, clinic.place());
        QStringList values;
        for (const ReadSlot &each : wishAndHint(words(said), read, clinic.place()))
            if (each.slot == Slot::Date || each.slot == Slot::Time)
                values << each.value.value.reveal();
        return values.join(u' ');
    };
    QCOMPARE(wish("move my friday appointment to monday at ten"), u"2026-11-23 10:00"_s);
    QCOMPARE(wish("im in tomorrow and i need it the following wednesday"), u"2026-11-25"_s);
    QCOMPARE(wish("the friday one has to be monday"), u"2026-11-23"_s);
    QCOMPARE(wish("i cant come on friday"), QString()); // it tells which one, and no new day
    QCOMPARE(wish("reschedule my appointment for friday"), QString());
}

void TestErrands::whatIsSoOfTheOfferAgreesWithIt()
{
    const OfferedTime offer{ProviderId(u"almeida"_s), {2026, 11, 26}, {10, 0}};
    const auto told = [](Slot slot, const QString &value, const QString &spoken = {}) {
        return ReadSlot{slot, {PrivateText(value), PrivateText(spoken)}, ReadSlot::Fault::None};
    };
    QVERIFY(agrees(told(Slot::Date, u"2026-11-26"_s), offer));
    QVERIFY(agrees(told(Slot::Date, u"2026-11-19"_s, u"thursday"_s), offer)); // the same weekday, no other day named
    QVERIFY(!agrees(told(Slot::Date, u"2026-11-19"_s, u"the nineteenth"_s), offer));
    QVERIFY(agrees(told(Slot::Time, u"/12:00"_s), offer));
    QVERIFY(!agrees(told(Slot::Time, u"11:00"_s), offer));
    QVERIFY(agrees(told(Slot::Provider, u"almeida"_s), offer));
    QVERIFY(!agrees(told(Slot::Service, u"check_up"_s), offer));
}

QTEST_GUILESS_MAIN(TestErrands)
#include "test_errands.moc"
