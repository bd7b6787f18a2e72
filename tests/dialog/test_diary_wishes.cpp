// What is looked for in the diary, and which of what it has is named.
#include "dialog/diary_wishes.h"
#include "dialog/small_clinic.h"

#include <QTest>

using namespace nightbell;

namespace {

DialogState knowing(std::initializer_list<std::pair<Slot, const char *>> all)
{
    DialogState state;
    for (const auto &[slot, value] : all)
        state.known.insert(QString(nameOf(slot)), knownAs(QString::fromLatin1(value)));
    return state;
}

OfferedTime at(int day, int hour, int minute = 0, const QString &who = u"almeida"_s)
{
    return {ProviderId(who), {2026, 11, day}, {hour, minute}};
}

} // namespace

class TestDiaryWishes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDayAndHourThatWereNamedAreLookedAt();
    void withoutADayTheNextWeeksAreLookedAt();
    void aDayWithNothingIsFollowedByLaterOnes();
    void anyProviderIsNone();
    void whatIsMovedKeepsItsServiceAndProvider();
    void theWordsTellWhichAppointmentIsMeant();
    void wordsThatFitNoneLeaveAll();
    void whoMovesAnAppointmentNamesTheNewDay();
    void twoOffersLieApart();
};

void TestDiaryWishes::theDayAndHourThatWereNamedAreLookedAt()
{
    const SmallClinic clinic;
    const FindTimesStep step = searchFor(knowing({{Slot::Service, "flu_shot"},
                                                  {Slot::Date, "2026-11-20"},
                                                  {Slot::Time, "09:15"},
                                                  {Slot::Provider, "okoro"}}),
                                         clinic.around());
    QCOMPARE(step.service, ServiceId(u"flu_shot"_s));
    QCOMPARE(step.provider, ProviderId(u"okoro"_s));
    QCOMPARE(step.from, QDate(2026, 11, 20));
    QCOMPARE(step.to, step.from);
    QCOMPARE(*step.exactly, QTime(9, 15));
    QVERIFY(step.moves.isEmpty());
}

void TestDiaryWishes::withoutADayTheNextWeeksAreLookedAt()
{
    const SmallClinic clinic;
    const FindTimesStep step = searchFor(knowing({{Slot::Date, "any"}, {Slot::Time, "12:00/"}}), clinic.around());
    QCOMPARE(step.from, clinic.today);
    QVERIFY(step.from.daysTo(step.to) >= 14);
    QCOMPARE(step.earliest, QTime(12, 0));
    QVERIFY(!step.exactly);
}

void TestDiaryWishes::aDayWithNothingIsFollowedByLaterOnes()
{
    const SmallClinic clinic;
    DialogState state = knowing({{Slot::Date, "2026-11-26"}});
    state.widened = true;
    const FindTimesStep step = searchFor(state, clinic.around());
    QCOMPARE(step.from, QDate(2026, 11, 26));
    QVERIFY(step.to > step.from);
    state.known[u"date"_s] = knownAs(u"2026-11-02"_s); // over
    QCOMPARE(searchFor(state, clinic.around()).from, clinic.today);
}

void TestDiaryWishes::anyProviderIsNone()
{
    QVERIFY(searchFor(knowing({{Slot::Provider, "any"}}), SmallClinic().around()).provider.isEmpty());
}

void TestDiaryWishes::whatIsMovedKeepsItsServiceAndProvider()
{
    const SmallClinic clinic;
    DialogState state = knowing({{Slot::Date, "2026-11-23"}, {Slot::Service, "flu_shot"}});
    state.found = {visitOf(u"r1"_s, u"check_up"_s, u"okoro"_s, {2026, 11, 20}, {9, 0})};
    state.appointment = AppointmentId(u"r1"_s);
    state.errand = u"book"_s;
    QVERIFY(!movedOne(state)); // a new one is wanted beside it
    state.errand = u"reschedule"_s;
    QVERIFY(movedOne(state));
    const FindTimesStep step = searchFor(state, clinic.around());
    QCOMPARE(step.service, ServiceId(u"check_up"_s));
    QCOMPARE(step.provider, ProviderId(u"okoro"_s));
    QCOMPARE(step.moves, AppointmentId(u"r1"_s));
    state.known.insert(u"provider"_s, knownAs(u"almeida"_s));
    QCOMPARE(searchFor(state, clinic.around()).provider, ProviderId(u"almeida"_s));
}

void TestDiaryWishes::theWordsTellWhichAppointmentIsMeant()
{
    const QList<Appointment> all{visitOf(u"r1"_s, u"follow_up"_s, u"almeida"_s, {2026, 11, 19}, {10, 0}),
                                 visitOf(u"r2"_s, u"blood_test"_s, u"okoro"_s, {2026, 11, 24}, {8, 30})};
    const auto only = [&](std::initializer_list<std::pair<Slot, const char *>> words) {
        const QList<Appointment> fitting = hinted(knowing(words), all);
        return fitting.size() == 1 ? fitting.first().id.text() : QString();
    };
    QCOMPARE(only({{Slot::Date, "2026-11-19"}}), u"r1"_s);
    QCOMPARE(only({{Slot::Service, "blood_test"}}), u"r2"_s);
    QCOMPARE(only({{Slot::Provider, "okoro"}}), u"r2"_s);
    QCOMPARE(only({{Slot::Time, "/09:00"}}), u"r2"_s);
    QCOMPARE(only({}), QString());
}

void TestDiaryWishes::wordsThatFitNoneLeaveAll()
{
    const QList<Appointment> all{visitOf(u"r1"_s, u"follow_up"_s, u"almeida"_s, {2026, 11, 19}, {10, 0})};
    QCOMPARE(hinted(knowing({{Slot::Service, "flu_shot"}}), all), all);
}

void TestDiaryWishes::whoMovesAnAppointmentNamesTheNewDay()
{
    const QList<Appointment> all{visitOf(u"r1"_s, u"follow_up"_s, u"almeida"_s, {2026, 11, 19}, {10, 0}),
                                 visitOf(u"r2"_s, u"blood_test"_s, u"okoro"_s, {2026, 11, 24}, {8, 30})};
    DialogState state = knowing({{Slot::Date, "2026-11-19"}});
    state.errand = u"reschedule"_s;
    QCOMPARE(hinted(state, all), all);
}

void TestDiaryWishes::twoOffersLieApart()
{
    QCOMPARE(twoOf({}), QList<OfferedTime>());
    QCOMPARE(twoOf({at(19, 8)}), QList{at(19, 8)});
    QCOMPARE(twoOf({at(19, 8), at(19, 8, 15), at(19, 10), at(20, 8)}), (QList{at(19, 8), at(19, 10)}));
    QCOMPARE(twoOf({at(19, 8), at(19, 8, 15), at(20, 8)}), (QList{at(19, 8), at(20, 8)})); // another day then
    QCOMPARE(twoOf({at(19, 8), at(19, 8, 15)}), (QList{at(19, 8), at(19, 8, 15)}));
    QCOMPARE(twoOf({at(19, 8), at(19, 8, 0, u"okoro"_s)}), QList{at(19, 8)}); // to a caller they are the same
}

QTEST_GUILESS_MAIN(TestDiaryWishes)
#include "test_diary_wishes.moc"
