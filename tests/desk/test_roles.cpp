#include "desk/roles.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace nightbell;

namespace {

constexpr std::array roles{Role::Viewer, Role::Receptionist, Role::Nurse, Role::Supervisor, Role::Owner};

// One line for each right, one column for each role, from viewer to owner.
struct Row
{
    Right right;
    const char *granted;
};

constexpr std::array matrix{
    Row{Right::SeeCalls, "vrnso"},     Row{Right::SeeWords, "-rnso"},     Row{Right::SeeNumbers, "-rnso"},
    Row{Right::Listen, "-rnso"},       Row{Right::Whisper, "-rnso"},      Row{Right::Say, "-rnso"},
    Row{Right::BargeIn, "--nso"},      Row{Right::TakeOver, "-rnso"},     Row{Right::HandBack, "-rnso"},
    Row{Right::Transfer, "-rnso"},     Row{Right::End, "-rnso"},          Row{Right::Claim, "-rnso"},
    Row{Right::Note, "-rnso"},         Row{Right::KeepDiary, "-rnso"},    Row{Right::EditClinic, "---so"},
    Row{Right::EditScripts, "---so"},  Row{Right::EditSettings, "----o"}, Row{Right::Export, "----o"},
    Row{Right::ManagePeople, "----o"},
};

} // namespace

class TestRoles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRoleMayDoWhatTheMatrixSays_data();
    void everyRoleMayDoWhatTheMatrixSays();
    void theMatrixKnowsEveryRight();
    void aHigherRoleNeverHasFewerRights();
    void whoeverMayTakeACallMayAlsoGiveItBackPassItOnAndEndIt();
    void rolesAndRightsAreReadBackByTheirNames();
};

void TestRoles::everyRoleMayDoWhatTheMatrixSays_data()
{
    QTest::addColumn<Right>("right");
    QTest::addColumn<QByteArray>("granted");
    for (const Row &row : matrix)
        QTest::newRow(nameOf(row.right).data()) << row.right << QByteArray(row.granted);
}

void TestRoles::everyRoleMayDoWhatTheMatrixSays()
{
    QFETCH(Right, right);
    QFETCH(QByteArray, granted);
    QByteArray found;
    for (std::size_t i = 0; i < roles.size(); ++i)
        found += mayDo(roles[i], right) ? "vrnso"[i] : '-';
    QCOMPARE(found, granted);
}

void TestRoles::theMatrixKnowsEveryRight()
{
    for (const auto &[right, name] : EnumNames<Right>::table)
        QVERIFY2(std::ranges::count(matrix, right, &Row::right) == 1, name);
    QCOMPARE(matrix.size(), EnumNames<Right>::table.size());
}

void TestRoles::aHigherRoleNeverHasFewerRights()
{
    for (const auto &[right, name] : EnumNames<Right>::table)
        for (std::size_t i = 1; i < roles.size(); ++i)
            QVERIFY2(!mayDo(roles[i - 1], right) || mayDo(roles[i], right), name);
}

void TestRoles::whoeverMayTakeACallMayAlsoGiveItBackPassItOnAndEndIt()
{
    for (const Role role : roles)
        for (const Right right : {Right::HandBack, Right::Transfer, Right::End})
            QCOMPARE(mayDo(role, right), mayDo(role, Right::TakeOver));
}

void TestRoles::rolesAndRightsAreReadBackByTheirNames()
{
    for (const Role role : roles)
        QCOMPARE(valueOf<Role>(QString(nameOf(role))), role);
    for (const Row &row : matrix)
        QCOMPARE(valueOf<Right>(QString(nameOf(row.right))), row.right);
    QVERIFY(!valueOf<Role>(u"surgeon"));
}

QTEST_APPLESS_MAIN(TestRoles)
#include "test_roles.moc"
