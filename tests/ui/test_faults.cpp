// What staff see of the engine's own troubles: nothing when it is well; else what is wrong, since when, what to do.
#include "scripted/scripted_desk.h"
#include "ui/alarm_line.h"
#include "ui/controls/nightbell_style.h"
#include "ui/controls/tokens.h"
#include "ui/fault_words.h"
#include "ui/main_window.h"

#include <QApplication>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

const QTimeZone utc = QTimeZone::utc();
const Instant quarterToEleven = instantFromMs(qint64(10 * 60 + 42) * 60'000);

Fault fault(const QString &why)
{
    Fault made(why);
    made.since = quarterToEleven;
    return made;
}

struct Desk
{
    ScriptedSwitchboard board;
    ScriptedClinicFile clinic;
    ScriptedVitals vitals;
    ScriptedHeadset headset;
    MainWindow window{board, clinic, vitals, headset, Asker{StaffId(u"dana"_s), Role::Receptionist}};
    AlarmLine *line = window.findChild<AlarmLine *>();

    void show(const QMap<QString, Fault> &faults)
    {
        vitals.shown.faults = faults;
        Q_EMIT vitals.changed(vitals.shown);
    }
};

} // namespace

class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFaultIsASentenceWithItsTimeAndRemedy_data();
    void everyFaultIsASentenceWithItsTimeAndRemedy();
    void theGravestComesFirst();
    void anUnknownFaultIsNamed();
    void theWindowShowsAFaultUntilItHeals();
    void aFaultChangesWhatIsPainted();
    void anAlarmGoesBeforeAFault();
};

void TestFaults::initTestCase()
{
    QApplication::setStyle(new NightbellStyle);
    QApplication::setPalette(Tokens::light().palette());
}

void TestFaults::everyFaultIsASentenceWithItsTimeAndRemedy_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("why");
    const auto add = [](const char *name, std::initializer_list<const char *> reasons) {
        for (const char *why : reasons)
            QTest::addRow("%s %s", name, why) << QString::fromLatin1(name) << QString::fromLatin1(why);
    };
    add("line.sip.listen", {"address_in_use", "not_permitted", "no_route"});
    add("line.sip.tls_listen",
        {"address_in_use", "not_permitted", "no_route", "certificate_expired", "certificate_unreadable"});
    add("line.account.front",
        {"no_route", "registrar_down", "wrong_password", "refused", "certificate_expired", "certificate_not_trusted",
         "certificate_unreadable"});
    add("store.away", {""});
    add("store.refusing", {""});
}

void TestFaults::everyFaultIsASentenceWithItsTimeAndRemedy()
{
    QFETCH(QString, name);
    QFETCH(QString, why);
    const QStringList said = faultSentences({{name, fault(why)}}, utc, QLocale::c());
    QCOMPARE(said.size(), 1);
    QVERIFY2(said[0].contains("since 10:42"_L1), qPrintable(said[0]));
    QVERIFY2(said[0].count(u". "_s) == 1 && said[0].endsWith(u'.'), qPrintable(said[0])); // what is wrong, what to do
    QVERIFY2(!said[0].contains(u'%') && (why.isEmpty() || !said[0].contains(why)), qPrintable(said[0]));
    QCOMPARE(said[0].contains("front"_L1), name.contains("front"_L1));
}

void TestFaults::theGravestComesFirst()
{
    const QStringList said = faultSentences({{u"sound.no_priority"_s, fault(u"RLIMIT_RTPRIO"_s)},
                                             {u"store.away"_s, fault({})},
                                             {u"line.account.front"_s, fault(u"refused"_s)},
                                             {u"line.sip.listen"_s, fault(u"no_route"_s)}},
                                            utc, QLocale::c());
    QCOMPARE(said.size(), 4);
    QVERIFY(said[0].startsWith("No calls come in"_L1));
    QVERIFY(said[1].startsWith("Account front"_L1));
    QVERIFY(said[2].startsWith("The store"_L1));
    QVERIFY(said[3].startsWith("Sound"_L1));
}

void TestFaults::anUnknownFaultIsNamed()
{
    QCOMPARE(faultSentences({{u"moon.full"_s, fault({})}}, utc, QLocale::c()),
             QStringList{u"Something needs attention since 10:42: moon.full"_s});
}

void TestFaults::theWindowShowsAFaultUntilItHeals()
{
    Desk desk;
    QVERIFY(desk.line->accessibleDescription().isEmpty() && desk.line->toolTip().isEmpty());
    desk.show({{u"line.sip.listen"_s, fault(u"address_in_use"_s)}, {u"store.away"_s, fault({})}});
    QVERIFY(desk.line->accessibleDescription().contains("another program uses the address"_L1));
    QCOMPARE(desk.line->toolTip().count(u'\n'), 1);
    desk.show({});
    QVERIFY(desk.line->accessibleDescription().isEmpty() && desk.line->toolTip().isEmpty());
}

void TestFaults::aFaultChangesWhatIsPainted()
{
    Desk desk;
    const QImage well = desk.line->grab().toImage();
    desk.show({{u"line.sip.listen"_s, fault(u"address_in_use"_s)}});
    const QImage ill = desk.line->grab().toImage();
    QVERIFY(ill != well);
    const QRgb amber = Tokens::light().amber.rgb();
    bool found = false;
    for (int y = 0; y < ill.height() && !found; ++y)
        for (int x = 0; x < ill.width() && !found; ++x)
            found = ill.pixel(x, y) == amber;
    QVERIFY(found);
    desk.show({});
    QCOMPARE(desk.line->grab().toImage(), well);
}

void TestFaults::anAlarmGoesBeforeAFault()
{
    Desk desk;
    desk.show({{u"line.sip.listen"_s, fault(u"address_in_use"_s)}});
    const QString call = u"c1"_s;
    desk.board.play(call, quarterToEleven, Initiated{.clinic = ClinicId(u"main"_s)});
    desk.board.play(call, quarterToEleven, Answered{});
    desk.board.play(call, quarterToEleven, Escalated{EscalationId(u"e1"_s), Gravity::Emergency, {}, 0});
    QVERIFY(desk.line->accessibleDescription().contains("F8 claims"_L1));
    desk.show({{u"line.sip.listen"_s, fault(u"no_route"_s)}});
    QVERIFY(desk.line->accessibleDescription().contains("F8 claims"_L1));
    desk.board.play(call, quarterToEleven, EscalationResolved{EscalationId(u"e1"_s)});
    QTRY_VERIFY(desk.line->accessibleDescription().contains("the network is away"_L1));
}

QTEST_MAIN(TestFaults)
#include "test_faults.moc"
