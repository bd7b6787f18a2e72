// What an utterance tells in the light of what was asked.
#include "dialog/small_clinic.h"

#include <QTest>

using namespace nightbell;

namespace {

using Fault = ReadSlot::Fault;

DialogState asked(const char *key)
{
    DialogState state;
    state.asked = {QString::fromLatin1(key), {}};
    return state;
}

QString shown(const ReadSlot &read)
{
    const QString fault = read.fault == Fault::Invalid ? u"invalid"_s
        : read.fault == Fault::Ambiguous               ? u"ambiguous"_s
        : read.fault == Fault::Half                    ? u"half"_s
                                                       : QString();
    return QString(nameOf(read.slot)) + u'=' + (fault.isEmpty() ? read.value.value.reveal() : fault);
}

QString readAs(const DialogState &state, const QString &said)
{
    const SmallClinic clinic;
    QStringList all;
    for (const ReadSlot &each : readSlots(wordsOf(said), state, clinic.place()))
        all << shown(each);
    return all.join(u' ');
}

} // namespace

class TestSlotReaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAnswerToAQuestionIsRead_data();
    void theAnswerToAQuestionIsRead();
    void whatIsToldUnaskedIsReadToo_data();
    void whatIsToldUnaskedIsReadToo();
    void oneOfTwoOffersIsChosen_data();
    void oneOfTwoOffersIsChosen();
    void aSingleOfferIsTakenByYes();
    void aWeekdayIsTheDayThatWasJustOffered();
    void anAppointmentIsNamedByItsService();
    void theHoursOfTheClinicTellTheHalfOfTheDay();
    void aNameIsCompletedByItsOtherHalf();
    void theNumberOfTheCallIsANumber();
    void aValueIsReadBackAsItWasWritten();
};

void TestSlotReaders::theAnswerToAQuestionIsRead_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("read");
    const auto row = [](const char *key, const char *said, const char *read) {
        QTest::addRow("%s: %s", key, said) << QString::fromLatin1(said) << QString::fromLatin1(read);
    };
    row("service", "a check up please", "service=check_up");
    row("service", "my blood taken", "service=blood_test");
    row("service", "move the blood test the check up stays", "service=blood_test");
    row("service", "keep the check up its the flu shot i mean", "service=flu_shot");
    row("service", "leave the flu shot", "service=flu_shot");
    row("provider", "okoro", "provider=okoro");
    row("provider", "i dont mind", "provider=any");
    row("date", "thursday", "date=2026-11-19");
    row("date", "whenever you have something", "date=any");
    row("date", "the soonest", "date=any");
    row("date", "next week", "date=2026-11-23/2026-11-29");
    row("date", "february thirtieth", "date=invalid");
    row("date", "tuesday no wait wednesday", "date=2026-11-18");
    row("date", "friday at nine", "date=2026-11-20 time=09:00");
    row("time", "ten", "time=10:00");
    row("time", "after three", "time=15:00/");
    row("time", "any time", "time=any");
    row("name", "laura benning", "name=Laura Benning");
    row("name", "its laura benning b e n n i n g", "name=Laura Benning");
    row("name", "laura", "name=half");
    row("dob", "june third nineteen eighty", "dob=1980-06-03");
    row("dob", "june thirty first nineteen eighty", "dob=invalid");
    row("dob", "no sorry mine is may second nineteen seventy", "dob=1970-05-02");
    row("phone", "two one seven five five five oh one three four", "phone=+12175550134");
    row("phone", "five five five", "phone=half");
    row("reason", "a cough that wont go", "service=sick_visit reason=a cough that wont go");
    row("pharmacy", "the one on main street", "pharmacy=the one on main street");
    row("message", "please call me", "message=please call me");
    row("date", "hello there", "");
}

void TestSlotReaders::theAnswerToAQuestionIsRead()
{
    QFETCH(QString, said);
    QFETCH(QString, read);
    const QByteArray key = QByteArray(QTest::currentDataTag()).split(':').first();
    QCOMPARE(readAs(asked(key.constData()), said), read);
}

void TestSlotReaders::whatIsToldUnaskedIsReadToo_data()
{
    QTest::addColumn<QString>("read");
    for (const auto &[said, read] : std::initializer_list<std::pair<const char *, const char *>>{
             {"i need a flu shot on friday at nine fifteen", "service=flu_shot date=2026-11-20 time=09:15"},
             {"this is daniel osei born march third nineteen seventy nine", "name=Daniel Osei dob=1979-03-03"},
             {"a check up with dr almeida tomorrow", "service=check_up provider=almeida date=2026-11-18"},
             {"whenever", ""},      // nobody asked for a day
             {"laura benning", ""}, // nor for a name
             {"how are you", ""},
         })
        QTest::newRow(said) << QString::fromLatin1(read);
}

void TestSlotReaders::whatIsToldUnaskedIsReadToo()
{
    QFETCH(QString, read);
    QCOMPARE(readAs({}, QString::fromLatin1(QTest::currentDataTag())), read);
}

void TestSlotReaders::oneOfTwoOffersIsChosen_data()
{
    QTest::addColumn<int>("chosen");
    for (const auto &[said, chosen] : std::initializer_list<std::pair<const char *, int>>{
             {"the first one", 0},
             {"the first ones fine", 0},
             {"that morning one works", 0},
             {"the second please", 1},
             {"the later one", 1},
             {"ten", 0},
             {"at two then", 1},
             {"the afternoon", 1},
             {"thursday", 0},
             {"friday works", 1},
             {"the one with okoro", 1},
             {"either is fine", 0},
             {"no neither", -1},
             {"saturday", -1},
             {"hmm", -1},
         })
        QTest::newRow(said) << chosen;
}

void TestSlotReaders::oneOfTwoOffersIsChosen()
{
    QFETCH(int, chosen);
    DialogState state = asked("offer");
    state.asked.words = u"I have Thursday at 10 am or Friday at 2 pm. Which would you like?"_s;
    state.offered = {{ProviderId(u"almeida"_s), {2026, 11, 19}, {10, 0}},
                     {ProviderId(u"okoro"_s), {2026, 11, 20}, {14, 0}}};
    const QString read = readAs(state, QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(read.contains(u"offer="_s), chosen >= 0);
    if (chosen >= 0)
        QVERIFY2(read.contains(u"offer=%1"_s.arg(chosen)), qPrintable(read));
}

void TestSlotReaders::aSingleOfferIsTakenByYes()
{
    DialogState state = asked("offer");
    state.asked.words = u"I have Thursday at 10 am. Would that suit you?"_s;
    state.offered = {{ProviderId(u"almeida"_s), {2026, 11, 19}, {10, 0}}};
    QCOMPARE(readAs(state, u"yes that would be great"_s), u"offer=0"_s);
    QVERIFY(!readAs(state, u"no"_s).contains(u"offer"_s));
}

void TestSlotReaders::aWeekdayIsTheDayThatWasJustOffered()
{
    DialogState state = asked("offer");
    state.asked.words = u"I have Thursday, November 26th at 10 am or 2 pm. Which would you like?"_s;
    state.offered = {{ProviderId(u"almeida"_s), {2026, 11, 26}, {10, 0}},
                     {ProviderId(u"almeida"_s), {2026, 11, 26}, {14, 0}}};
    QVERIFY(readAs(state, u"thursday at two"_s).contains(u"offer=1"_s)); // not the next thursday, which comes sooner
}

void TestSlotReaders::anAppointmentIsNamedByItsService()
{
    DialogState state = asked("which_appointment");
    Appointment first, second;
    first.service = ServiceId(u"check_up"_s);
    first.date = {2026, 11, 19};
    second.service = ServiceId(u"blood_test"_s);
    second.date = {2026, 11, 20};
    state.found = {first, second};
    QVERIFY(readAs(state, u"the blood test"_s).contains(u"which_appointment=1"_s));
    QVERIFY(readAs(state, u"the check up not the blood one"_s).contains(u"which_appointment=0"_s));
}

// Open from eight to five: seven thirty is neither, half past two can only be the afternoon's.
void TestSlotReaders::theHoursOfTheClinicTellTheHalfOfTheDay()
{
    const SmallClinic clinic;
    const auto when = [&](const QString &said) {
        QStringList all;
        for (const ReadSlot &each : readWhen(wordsOf(said), clinic.place()))
            all << shown(each);
        return all.join(u' ');
    };
    QCOMPARE(when(u"thursday at two thirty"_s), u"date=2026-11-19 time=14:30"_s);
    QCOMPARE(when(u"thursday at seven"_s), u"date=ambiguous"_s);
    QCOMPARE(when(u"thursday at seven pm"_s), u"date=2026-11-19 time=19:00"_s);
    SmallClinic early;
    early.organisation.branches.first().hours.thursday = {{{6 * 60}, {12 * 60}}};
    const auto read = readWhen(wordsOf(u"thursday at seven"), early.place());
    QCOMPARE(shown(read.value(1)), u"time=07:00"_s);
}

void TestSlotReaders::aNameIsCompletedByItsOtherHalf()
{
    DialogState state = asked("name");
    state.known.insert(u"name"_s, knownAs(u"Laura Benning"_s));
    QCOMPARE(readAs(state, u"laura henning h e n n i n g"_s), u"name=Laura Henning"_s);
    state.asked.key = u"confirm"_s; // a name that is known is not taken for another by chance
    QVERIFY(!readAs(state, u"walter brandt"_s).contains(u"name"_s));
    QCOMPARE(readAs(state, u"no the name is walter brandt"_s), u"name=Walter Brandt"_s);
}

void TestSlotReaders::theNumberOfTheCallIsANumber()
{
    SmallClinic clinic;
    const auto read = [&] { return readSlots(wordsOf(u"this number is fine"), asked("phone"), clinic.place()); };
    QCOMPARE(shown(read().value(0)), u"phone=+12175550143"_s);
    clinic.callerNumber = {};
    QVERIFY(read().isEmpty() || read().first().fault != Fault::None); // it is withheld
}

void TestSlotReaders::aValueIsReadBackAsItWasWritten()
{
    QCOMPARE(wantedDays(u"2026-11-19"_s)->to, QDate(2026, 11, 19));
    QCOMPARE(wantedDays(u"2026-11-23/2026-11-29"_s)->to, QDate(2026, 11, 29));
    QVERIFY(!wantedDays(anyValue) && !wantedDays({}));
    QCOMPARE(*wantedHours(u"09:15"_s)->exactly, QTime(9, 15));
    QCOMPARE(wantedHours(u"12:00/"_s)->earliest, QTime(12, 0));
    QCOMPARE(wantedHours(u"/12:00"_s)->latest, QTime(12, 0));
    QVERIFY(!wantedHours(u"12:00/"_s)->exactly);
    QVERIFY(!wantedHours(anyValue));
}

QTEST_GUILESS_MAIN(TestSlotReaders)
#include "test_slot_readers.moc"
