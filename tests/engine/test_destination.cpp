#include "engine/destination.h"

#include <QTest>

using namespace nightbell;

class TestDestination : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCalledNumberNamesTheClinicWithItsGreeting();
    void whatTheClinicSaysOfRecordingIsTheCallsRule();
    void anUnmappedNumberLeadsNowhere();
};

namespace {

Organisation clinic(const char *name, const QString &number)
{
    const QString id = QString::fromLatin1(name);
    return {.id = ClinicId(id),
            .name = id,
            .greeting = QStringLiteral("This is {clinic}."),
            .sessionTtlSeconds = 600,
            .branches = {{.id = BranchId(QStringLiteral("main")), .numbers = {number}}}};
}

const ClinicBook book{
    {clinic("Rosewood", QStringLiteral("+4930111111")), clinic("Hill", QStringLiteral("+4930222222"))}};

} // namespace

void TestDestination::theCalledNumberNamesTheClinicWithItsGreeting()
{
    const auto found = destinationIn(book, PrivateText(QStringLiteral("+4930222222")));
    QVERIFY(found);
    QCOMPARE(found->clinic, ClinicId(QStringLiteral("Hill")));
    QCOMPARE(found->branch, BranchId(QStringLiteral("main")));
    QCOMPARE(found->rules.greeting, QStringLiteral("This is Hill."));
    QVERIFY(found->rules.sessionTtl == std::chrono::minutes{10});
}

void TestDestination::whatTheClinicSaysOfRecordingIsTheCallsRule()
{
    const PrivateText number(QStringLiteral("+4930222222"));
    QVERIFY(destinationIn(book, number)->rules.recording == RecordingRules());
    ClinicBook recording = book;
    recording.organisations[1].recording = RecordingPolicy{.enabled = true, .notice = QStringLiteral("We record.")};
    QVERIFY((destinationIn(recording, number)->rules.recording == RecordingRules{true, QStringLiteral("We record.")}));
}

void TestDestination::anUnmappedNumberLeadsNowhere()
{
    QVERIFY(!destinationIn(book, PrivateText(QStringLiteral("+4930333333"))));
    QVERIFY(!destinationIn({}, PrivateText(QStringLiteral("+4930111111"))));
}

QTEST_APPLESS_MAIN(TestDestination)
#include "test_destination.moc"
