// What is kept of the caller's words, and what is let go of when the mind is changed.
#include "dialog/learned.h"
#include "dialog/small_clinic.h"

#include <QTest>

using namespace nightbell;

namespace {

ReadSlot told(Slot slot, const QString &value) { return {slot, knownAs(value), ReadSlot::Fault::None}; }

const OfferedTime thursday{ProviderId(u"almeida"_s), {2026, 11, 19}, {10, 0}};
const OfferedTime friday{ProviderId(u"okoro"_s), {2026, 11, 20}, {9, 0}};

struct Mind
{
    DialogState state;
    DialogSteps steps;
    Learned learned{state, steps};

    template<class Step> int ordered() const
    {
        return int(
            std::ranges::count_if(steps, [](const DialogStep &each) { return std::holds_alternative<Step>(each); }));
    }
};

} // namespace

class TestLearned : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsToldIsKeptAndTold();
    void whatIsSaidTwiceChangesNothing();
    void aFaultyValueIsNotKept();
    void anotherDayLetsGoOfTheHeldTime();
    void whatFitsTheChosenTimeChangesNothing();
    void theWordsThatPickAnOfferAreNoNewWish();
    void aPickedOfferIsTheChosenTime();
    void aNameAloneIsAClaim();
    void theNextErrandKeepsWhoIsCalling();
};

void TestLearned::whatIsToldIsKeptAndTold()
{
    Mind mind;
    QCOMPARE(mind.learned.all({told(Slot::Name, u"Ann Lee"_s)}), Learned::Change::Filled);
    QCOMPARE(valueOfSlot(mind.state, Slot::Name), u"Ann Lee"_s);
    QCOMPARE(mind.ordered<LearnStep>(), 1);
    QCOMPARE(mind.learned.all({told(Slot::Date, u"2026-11-19"_s)}), Learned::Change::Search);
}

void TestLearned::whatIsSaidTwiceChangesNothing()
{
    Mind mind;
    mind.learned.all({told(Slot::Date, u"2026-11-19"_s)});
    mind.state.offered = {thursday};
    QCOMPARE(mind.learned.all({told(Slot::Date, u"2026-11-19"_s)}), Learned::Change::None);
    QCOMPARE(mind.state.offered.size(), 1);
    QCOMPARE(mind.ordered<LearnStep>(), 1);
}

void TestLearned::aFaultyValueIsNotKept()
{
    Mind mind;
    QCOMPARE(mind.learned.all({{Slot::Date, knownAs(u"2026-02-30"_s), ReadSlot::Fault::Invalid}}),
             Learned::Change::None);
    QVERIFY(mind.state.known.isEmpty() && mind.steps.isEmpty());
}

void TestLearned::anotherDayLetsGoOfTheHeldTime()
{
    Mind mind;
    mind.state.known.insert(u"date"_s, knownAs(u"2026-11-19"_s));
    mind.state.offered = {thursday};
    mind.state.chosen = thursday;
    mind.state.hold = HoldId(u"h1"_s);
    QCOMPARE(mind.learned.all({told(Slot::Date, u"2026-11-20"_s)}), Learned::Change::Search);
    QVERIFY(mind.state.hold.isEmpty() && mind.state.offered.isEmpty() && !mind.state.chosen);
    QCOMPARE(mind.ordered<ReleaseStep>(), 1); // nobody else is kept from it
}

void TestLearned::whatFitsTheChosenTimeChangesNothing()
{
    Mind mind;
    mind.state.chosen = thursday;
    mind.state.hold = HoldId(u"h1"_s);
    mind.learned.all(
        {told(Slot::Date, u"2026-11-19"_s), told(Slot::Time, u"/12:00"_s), told(Slot::Provider, u"almeida"_s)});
    QCOMPARE(mind.state.hold, HoldId(u"h1"_s));
    QCOMPARE(*mind.state.chosen, thursday);
}

void TestLearned::theWordsThatPickAnOfferAreNoNewWish()
{
    Mind mind;
    mind.state.offered = {thursday, friday};
    mind.learned.all({told(Slot::Date, u"2026-11-20"_s), told(Slot::Offer, u"1"_s)});
    QVERIFY(valueOfSlot(mind.state, Slot::Date).isEmpty());
    QCOMPARE(*mind.state.chosen, friday);
    QCOMPARE(mind.state.offered.size(), 2);
}

void TestLearned::aPickedOfferIsTheChosenTime()
{
    Mind mind;
    mind.state.offered = {thursday, friday};
    mind.learned.one(told(Slot::Offer, u"1"_s));
    QCOMPARE(*mind.state.chosen, friday);
    mind.learned.one(told(Slot::Offer, u"7"_s)); // there are only two
    QCOMPARE(*mind.state.chosen, friday);
    mind.state.found = {visitOf(u"r1"_s, u"check_up"_s, u"okoro"_s, {2026, 11, 20}, {9, 0})};
    mind.learned.one(told(Slot::Appointment, u"0"_s));
    QCOMPARE(mind.state.appointment, AppointmentId(u"r1"_s));
}

void TestLearned::aNameAloneIsAClaim()
{
    Mind mind;
    mind.learned.all({told(Slot::Name, u"Walter Brandt"_s), told(Slot::Birth, u"1958-07-21"_s)});
    QCOMPARE(mind.state.identity, Identity::Claimed); // the diary has not agreed yet
}

void TestLearned::theNextErrandKeepsWhoIsCalling()
{
    Mind mind;
    mind.learned.all({told(Slot::Name, u"Ann Lee"_s), told(Slot::Birth, u"1980-01-02"_s),
                      told(Slot::Phone, u"+12175550143"_s), told(Slot::Service, u"check_up"_s),
                      told(Slot::Date, u"2026-11-19"_s), told(Slot::Message, u"my bill"_s)});
    mind.state.receipts = {ActProof::Booked};
    mind.state.declined = {thursday};
    mind.state.appointment = AppointmentId(u"r1"_s);
    mind.learned.forgetErrand();
    QCOMPARE(mind.state.known.keys(), (QStringList{u"dob"_s, u"name"_s, u"phone"_s}));
    QVERIFY(mind.state.receipts.isEmpty() && mind.state.declined.isEmpty() && mind.state.appointment.isEmpty());
}

QTEST_GUILESS_MAIN(TestLearned)
#include "test_learned.moc"
