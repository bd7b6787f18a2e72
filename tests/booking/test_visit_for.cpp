#include "booking/diary.h"

#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const ProviderId osei(u"osei"_s);
const QTimeZone utc("UTC");

Instant at(int day, int hour, int minute = 0)
{
    return instantFromMs(QDateTime({2026, 9, day}, {hour, minute}, utc).toMSecsSinceEpoch());
}

} // namespace

class TestVisitFor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatFitsIsAVisit();
    void whatDoesNotFitIsNone_data();
    void whatDoesNotFitIsNone();
    void aFaultSaysWhatMayBeSpoken();
};

namespace {

Result<Visit> wanted(const ProviderId &provider, Instant starts)
{
    Organisation organisation{.timeZone = u"UTC"_s};
    organisation.providers = {{.id = osei}, {.id = ProviderId(u"lam"_s)}};
    Branch branch{.id = BranchId(u"main"_s)};
    branch.hours.wednesday = {{{9 * 60}, {17 * 60}}};
    const Service service{.id = ServiceId(u"check_up"_s), .minutes = 45, .providers = {osei}};
    return visitFor(organisation, branch, service, provider, starts, at(16, 10));
}

} // namespace

void TestVisitFor::whatFitsIsAVisit()
{
    QVERIFY(wanted(osei, at(16, 11)).value()
            == (Visit{BranchId(u"main"_s), ServiceId(u"check_up"_s), osei, at(16, 11), 45}));
}

void TestVisitFor::whatDoesNotFitIsNone_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<int>("day");
    QTest::addColumn<int>("hour");
    QTest::addRow("past") << u"osei"_s << 16 << 9;
    QTest::addRow("closed that day") << u"osei"_s << 17 << 11;
    QTest::addRow("closed that hour") << u"osei"_s << 16 << 17;
    QTest::addRow("not given by them") << u"lam"_s << 16 << 11;
    QTest::addRow("nobody named") << QString() << 16 << 11;
}

void TestVisitFor::whatDoesNotFitIsNone()
{
    QFETCH(const QString, provider);
    QFETCH(const int, day);
    QFETCH(const int, hour);
    const auto visit = wanted(ProviderId(provider), at(day, hour));
    QVERIFY(!visit);
    QCOMPARE(faultOf(visit.problem()), DiaryFault::Wrong);
    QVERIFY(!wanted(osei, at(16, 16, 30))); // the branch closes before it ends
}

void TestVisitFor::aFaultSaysWhatMayBeSpoken()
{
    using Kind = Problem::Kind;
    const std::pair<Kind, DiaryFault> all[] = {
        {Kind::Refused, DiaryFault::Taken}, {Kind::Stale, DiaryFault::Stale},   {Kind::NotFound, DiaryFault::Stale},
        {Kind::Invalid, DiaryFault::Wrong}, {Kind::Full, DiaryFault::Wrong},    {Kind::Unreachable, DiaryFault::Away},
        {Kind::InDoubt, DiaryFault::Away},  {Kind::TimedOut, DiaryFault::Away}, {Kind::Locked, DiaryFault::Away},
        {Kind::Damaged, DiaryFault::Away}};
    for (const auto &[kind, fault] : all)
        QCOMPARE(faultOf(Problem{kind, {}}), fault);
}

QTEST_APPLESS_MAIN(TestVisitFor)
#include "test_visit_for.moc"
