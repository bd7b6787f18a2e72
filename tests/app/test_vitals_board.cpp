// The vitals pane, and what a program without a window says of it.
#include "app/fault_lines.h"
#include "app/vitals_board.h"

#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

const QString listening = u"line.sip.listen"_s;

VitalSigns with(const QMap<QString, Fault> &faults) { return {.faults = faults}; }

} // namespace

class TestVitalsBoard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFaultKeepsTheTimeAtWhichItBegan();
    void aFaultThatHealedIsGoneAndBeginsAnewLater();
    void linesAreSaidOncePerChange();
    void everyReasonHasWordsAndARemedy_data();
    void everyReasonHasWordsAndARemedy();

private:
    VitalSigns m_signs;
    Instant m_now = instantFromMs(1'000'000);
};

void TestVitalsBoard::aFaultKeepsTheTimeAtWhichItBegan()
{
    m_signs = with({{listening, u"address_in_use"_s}});
    VitalsBoard board([this] { return QtFuture::makeReadyFuture(m_signs); }, [this] { return m_now; });
    QTRY_COMPARE(board.signs().faults.value(listening).since, instantFromMs(1'000'000));
    QSignalSpy changed(&board, &Vitals::changed);
    m_now += Span{60'000};
    m_signs = with({{listening, u"no_route"_s}, {u"store.away"_s, QString()}});
    board.look();
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(board.signs().faults.value(listening).since, instantFromMs(1'000'000));
    QCOMPARE(board.signs().faults.value(listening).why, u"no_route"_s);
    QCOMPARE(board.signs().faults.value(u"store.away"_s).since, m_now);
}

void TestVitalsBoard::aFaultThatHealedIsGoneAndBeginsAnewLater()
{
    m_signs = with({{listening, u"address_in_use"_s}});
    VitalsBoard board([this] { return QtFuture::makeReadyFuture(m_signs); }, [this] { return m_now; });
    QTRY_VERIFY(!board.signs().faults.isEmpty());
    m_signs = {};
    board.look();
    QTRY_VERIFY(board.signs().faults.isEmpty());
    m_now += Span{60'000};
    m_signs = with({{listening, u"address_in_use"_s}});
    board.look();
    QTRY_COMPARE(board.signs().faults.value(listening).since, m_now);
}

void TestVitalsBoard::linesAreSaidOncePerChange()
{
    FaultLines lines(u"open"_s);
    QCOMPARE(lines.take({}), QStringList{u"open"_s});
    QVERIFY(lines.take({}).isEmpty());
    const QStringList down = lines.take(with({{listening, u"address_in_use"_s}}));
    QCOMPARE(down.size(), 1);
    QVERIFY2(down[0].startsWith("No calls over sip.listen: another program uses the address"_L1), qPrintable(down[0]));
    QVERIFY(lines.take(with({{listening, u"address_in_use"_s}, {u"store.away"_s, QString()}})).isEmpty());
    QCOMPARE(lines.take(with({{listening, u"no_route"_s}})).size(), 1);
    QCOMPARE(lines.take({}), (QStringList{u"sip.listen is well again."_s, u"open"_s}));
}

void TestVitalsBoard::everyReasonHasWordsAndARemedy_data()
{
    QTest::addColumn<QString>("code");
    for (const char *code : {"address_in_use", "not_permitted", "no_route", "registrar_down", "wrong_password",
                             "refused", "certificate_expired", "certificate_not_trusted", "certificate_unreadable"})
        QTest::newRow(code) << QString::fromLatin1(code);
}

void TestVitalsBoard::everyReasonHasWordsAndARemedy()
{
    QFETCH(QString, code);
    FaultLines lines({});
    const QString said = lines.take(with({{u"line.account.front"_s, code}})).value(0);
    QVERIFY2(said.startsWith("No calls over account.front: "_L1) && !said.contains(code), qPrintable(said));
    QVERIFY2(said.count(u'.') >= 3, qPrintable(said)); // what is wrong, what to do
}

QTEST_GUILESS_MAIN(TestVitalsBoard)
#include "test_vitals_board.moc"
