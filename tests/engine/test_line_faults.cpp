// What the lines say of themselves, as the vitals name it.
#include "engine/engine.h"
#include "scripted/scripted_line.h"
#include "scripted/scripted_sound.h"
#include "scripted/scripted_voice.h"
#include "scripted/virtual_clock.h"

#include <QSet>
#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace Qt::StringLiterals;

class TestLineFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyReasonHasACodeOfItsOwn();
    void aSettingAndAnAccountAreToldApart();
    void theEngineKeepsTheLastThatEachLineSaid();
};

void TestLineFaults::everyReasonHasACodeOfItsOwn()
{
    QSet<QString> codes;
    for (int reason = int(LineFault::AddressInUse); reason <= int(LineFault::CertificateUnreadable); ++reason)
        codes.insert(faultCode(LineFault(reason)));
    QCOMPARE(codes.size(), int(LineFault::CertificateUnreadable));
    QVERIFY(!codes.contains(QString()));
}

void TestLineFaults::aSettingAndAnAccountAreToldApart()
{
    LineStates states;
    for (const LineState &state : {LineState{u"sip.listen"_s, false, LineFault::NoRoute},
                                   LineState{u"front"_s, false, LineFault::WrongPassword}, LineState{u"back"_s, true}})
        states.insert(state.name, state);
    VitalSigns signs;
    addLineFaults(states, signs);
    const QMap<QString, Fault> expected{{u"line.sip.listen"_s, u"no_route"_s},
                                        {u"line.account.front"_s, u"wrong_password"_s}};
    QCOMPARE(signs.faults, expected);
}

void TestLineFaults::theEngineKeepsTheLastThatEachLineSaid()
{
    VirtualClock clock;
    ScriptedLine line;
    ScriptedSound sound;
    ScriptedVoice voice;
    Engine engine({.clock = clock, .line = line, .sound = sound, .voice = voice});
    QVERIFY(engine.start().ok());
    const LineState down{u"sip.listen"_s, false, LineFault::AddressInUse};
    Q_EMIT line.stateChanged(down);
    QTRY_COMPARE(engine.lineStates().value(down.name), down);
    Q_EMIT line.stateChanged({down.name, true});
    QTRY_VERIFY(engine.lineStates().value(down.name).up);
    VitalSigns signs;
    addLineFaults(engine.lineStates(), signs);
    QVERIFY(signs.faults.isEmpty());
}

QTEST_GUILESS_MAIN(TestLineFaults)
#include "test_line_faults.moc"
