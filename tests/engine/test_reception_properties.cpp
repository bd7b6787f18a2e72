// Whatever callers, staff, diary and line do in whatever order: never two voices, nothing after the end, no promise
// without its row, and every wish for a person ends. A failure prints its seed.
#include "scripted/reception_stage.h"

#include <QTest>

#include <random>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestReceptionProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noOrderOfThingsBreaksWhatIsPromised();
};

namespace {

constexpr int callsTried = 60, actsOfACall = 40;

const QStringList sayings{u"i need a check up"_s,
                          u"monday"_s,
                          u"the first one"_s,
                          u"laura benning"_s,
                          u"yes"_s,
                          u"no"_s,
                          u"this number"_s,
                          u"june third nineteen eighty"_s,
                          u"what are your hours"_s,
                          u"a person please"_s,
                          u"my chest hurts"_s,
                          u"cancel my appointment"_s,
                          u"never mind"_s,
                          u""_s,
                          u"he is not breathing"_s,
                          u"call me back about a bill"_s,
                          u"i want to kill myself"_s,
                          u"goodbye"_s,
                          u"er"_s,
                          u"tuesday at nine"_s};

struct Watched
{
    QMap<CallId, bool> over;
    QString broken;

    void sees(const CallEvent &event, const QList<DiaryEntry> &rows)
    {
        const auto expect = [&](bool holds, const char *claim) {
            if (!holds && broken.isEmpty())
                broken = QString::fromLatin1(claim);
        };
        if (const auto *said = std::get_if<Said>(&event.what)) {
            expect(!over.value(event.call), "nothing is said after the end");
            expect(!said->words.reveal().contains(u"You are booked"_s) || !rows.isEmpty(),
                   "nobody is booked without a row");
        }
        if (std::holds_alternative<Ended>(event.what) || std::holds_alternative<Dropped>(event.what)) {
            expect(!over.value(event.call), "a call ends once");
            over.insert(event.call, true);
        }
    }
};

void play(quint64 seed, QString &broken)
{
    std::mt19937_64 random(seed);
    const auto below = [&random](int limit) { return int(random() % quint64(limit)); };
    ReceptionStage stage({.rules = {.cautious = below(4) == 0}, .ears = below(6) != 0});
    Watched watched;
    QObject::connect(stage.engine.get(), &Engine::happened, stage.engine.get(),
                     [&](const CallEvent &event) { watched.sees(event, stage.diaryRows()); });
    const Asker nurse{StaffId(u"joy"_s), Role::Supervisor};
    const CallId call = stage.calls();
    const auto staffLeg = [&] { return LegId(stage.line.orders.filter(u"dial"_s).value(0).section(u' ', 1)); };
    for (int act = 0; act < actsOfACall; ++act) {
        switch (below(13)) {
        case 0:
            stage.sound.hears(call, "0123456789#*"[below(12)]);
            break;
        case 1:
            stage.diary->slow = below(2);
            break;
        case 2:
            stage.diary->away = below(3) == 0;
            stage.diary->answers();
            break;
        case 3:
            (void)stage.engine->ask(call, nurse, verb::TakeOver{});
            break;
        case 4:
            (void)stage.engine->ask(call, nurse, verb::HandBack{});
            break;
        case 5:
            if (!staffLeg().isEmpty())
                Q_EMIT stage.line.connected(staffLeg(), MediaPath{});
            if (!stage.sound.arrangements.isEmpty())
                stage.sound.arranges(call);
            break;
        case 6:
            stage.passes(call, std::chrono::seconds{below(20)});
            break;
        case 7:
            if (stage.ears.isOpen(call))
                stage.ears.beginsToHear(call, sayings[below(int(sayings.size()))]);
            break;
        case 8:
            if (const auto raised = stage.all<Escalated>(call); !raised.isEmpty())
                (void)stage.engine->ask(call, nurse, verb::Claim{raised.constLast().escalation});
            break;
        case 9:
            below(8) ? void() : below(2) ? stage.line.hangsUp(call) : stage.line.dies(call);
            below(4) ? void() : stage.ears.fails(call);
            break;
        default:
            if (stage.ears.isOpen(call))
                stage.ears.hears(call, sayings[below(int(sayings.size()))], below(4) != 0);
            break;
        }
        below(3) ? (void)stage.hears(call) : stage.turns();
    }
    if (stage.summary(call).live())
        stage.line.hangsUp(call);
    stage.turns();
    stage.diary->slow = false;
    stage.diary->answers();
    stage.turns();
    stage.passes(call, 20min);
    for (const CallSummary &each : stage.engine->calls())
        for (const EscalationSummary &raised : each.escalations)
            if (!raised.closed && raised.state == EscalationSummary::State::Open && !staysUntilClosed(raised.gravity))
                watched.broken += u" a wish for a person never ends"_s;
    broken = watched.broken;
}

} // namespace

void TestReceptionProperties::noOrderOfThingsBreaksWhatIsPromised()
{
    for (quint64 seed = 1; seed <= callsTried; ++seed) {
        QString broken;
        play(seed, broken);
        QVERIFY2(broken.isEmpty(), qPrintable(u"seed %1: %2"_s.arg(seed).arg(broken)));
    }
}

QTEST_GUILESS_MAIN(TestReceptionProperties)
#include "test_reception_properties.moc"
