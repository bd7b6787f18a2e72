// Nobody gets the same kind of visit twice without having said so.
#include "dialog/one_call.h"

#include <QTest>

using namespace nightbell;

namespace {

Appointment has(const QString &service)
{
    return {.id = AppointmentId(u"r1"_s),
            .patient = {PrivateText(u"Laura Benning"_s), {1980, 6, 3}, {}},
            .service = ServiceId(service),
            .provider = two.provider,
            .date = {2026, 11, 18},
            .time = {14, 0}};
}

// The read-back of a check-up is agreed to, and the diary holds that visit of the patient already.
Call agreedBeside(const QString &service)
{
    Call call;
    call.comesToTheReadBack();
    call.says("yes that is right");
    call.take(AppointmentsFound{{has(service)}});
    return call;
}

} // namespace

class TestSameVisit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoHasSuchAVisitIsAskedFirst()
    {
        const Call call = agreedBeside(u"check_up"_s);
        QVERIFY(!call.ordered<BookStep>());
        QCOMPARE(call.asks(), u"confirm"_s);
        QVERIFY2(call.spoken().contains(u"November 18th"_s), qPrintable(call.spoken()));
    }

    void itIsMovedInsteadOfASecond()
    {
        Call call = agreedBeside(u"check_up"_s);
        call.says("that is right thank you");
        const auto *move = call.ordered<MoveStep>();
        QVERIFY(move);
        QCOMPARE(move->appointment, AppointmentId(u"r1"_s));
        QCOMPARE(move->hold, HoldId(u"h1"_s));
        Appointment moved = has(u"check_up"_s);
        moved.date = ten.date, moved.time = ten.time, moved.provider = ten.provider;
        call.take(ActDone{moved});
        QVERIFY2(call.spoken().contains(u"it is moved"_s), qPrintable(call.spoken()));
    }

    void aSecondIsBookedOnceItIsAskedFor()
    {
        Call call = agreedBeside(u"check_up"_s);
        call.says("no");
        QVERIFY(call.ordered<BookStep>());
        QVERIFY(!call.ordered<MoveStep>());
    }

    void anotherKindOfVisitIsNoReasonToAsk()
    {
        const Call call = agreedBeside(u"flu_shot"_s);
        QVERIFY(call.ordered<BookStep>());
    }
};

QTEST_GUILESS_MAIN(TestSameVisit)
#include "test_same_visit.moc"
