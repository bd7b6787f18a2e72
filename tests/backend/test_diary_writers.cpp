// Several engines and desks work on one diary at once, each with a connection of its own. However they meet: no minute
// has two owners, every appointment has its minutes, every act its event, every event its act.
#include "scripted/each_store.h"
#include "scripted/scripted_diary.h"
#include "store/store_check.h"

#include <QTest>

#include <future>
#include <map>
#include <random>

using namespace nightbell;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int writers = 4, stepsEach = 150;
constexpr quint64 seed = 20'260'915;

struct Tally
{
    int held = 0, taken = 0, done = 0, stale = 0, away = 0, wrong = 0;
};

// One engine that does whatever comes to its mind, mostly on the same few times as the others.
class RestlessEngine
{
public:
    RestlessEngine(std::unique_ptr<Database> database, const ScriptedSecrets &secrets, int number)
        : m_desk(std::move(database), secrets, EngineId(QStringLiteral("engine-%1").arg(number)))
        , m_call(QStringLiteral("call-%1").arg(number))
        , m_random(seed + quint64(number))
    {
        m_desk.begin(m_call);
    }

    Tally run()
    {
        for (int i = 0; i < stepsEach; ++i)
            act(i);
        return m_tally;
    }

private:
    int below(int limit) { return int(m_random() % quint64(limit)); }

    Visit anyVisit()
    {
        Visit visit = visitAt("2026-09-16T09:00", below(2) ? "osei" : "lam", 10 + 10 * below(3));
        visit.starts += 10min * below(30);
        return visit;
    }
    AppointmentId anyAppointment() // also another engine's
    {
        const auto live = m_desk.diary->rows(storeClinic).live();
        return !live || live.value().isEmpty() ? AppointmentId() : live.value()[below(int(live.value().size()))].id;
    }
    DiaryActor actor(const QString &step, bool staff) const
    {
        return staff ? DiaryActor{{}, StaffId(m_call.text()), step} : DiaryActor{m_call, {}, step};
    }

    void act(int number)
    {
        const QString step = QString::number(number);
        m_desk.now += std::chrono::seconds{below(40)}; // clocks differ, holds lapse
        const int mood = below(16);                    // mostly to book, so that the diary fills
        if (mood < 6) {
            const auto moves = below(4) ? AppointmentId() : anyAppointment();
            const auto held = m_desk.diary->hold(storeClinic, actor(step, false), anyVisit(), m_desk.now, moves);
            note(held);
            if (held)
                m_holds << held.value(), ++m_tally.held;
        } else if (mood < 14 && !m_holds.isEmpty()) {
            const DiaryHold hold = m_holds.takeAt(below(int(m_holds.size())));
            const bool books = hold.moves.isEmpty() && mood < 12;
            const AppointmentId moved = hold.moves.isEmpty() ? anyAppointment() : hold.moves;
            twice(step, false,
                  books ? DiaryAct(diary::Book{hold.id, patientCalled(u"Ann"_s), {}})
                        : DiaryAct(diary::Move{moved, hold.id}));
        } else if (mood == 14) {
            twice(step, below(2), diary::Cancel{anyAppointment()});
        } else if (mood == 15) {
            twice(step, true, diary::Undo{anyAppointment()});
        }
    }
    void twice(const QString &step, bool staff, const DiaryAct &act) // some acts are asked again
    {
        auto done = m_desk.perform(actor(step, staff), act);
        note(done);
        m_tally.done += done.ok();
        if (done && below(3) == 0 && !m_desk.perform(actor(step, staff), act))
            qFatal("the same step was refused");
    }
    template<class T> void note(const Result<T> &result)
    {
        if (result)
            return;
        switch (faultOf(result.problem())) {
        case DiaryFault::Taken:
            ++m_tally.taken;
            return;
        case DiaryFault::Stale:
            ++m_tally.stale;
            return;
        case DiaryFault::Wrong:
            ++m_tally.wrong;
            return;
        case DiaryFault::Away:
            qWarning("%s", qPrintable(result.problem().detail));
            ++m_tally.away;
        }
    }

    ScriptedDiary m_desk;
    CallId m_call;
    std::mt19937_64 m_random;
    QList<DiaryHold> m_holds;
    Tally m_tally;
};

} // namespace

class TestDiaryWriters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noTimeIsEverGivenTwice_data() { m_stores.rows(); }
    void noTimeIsEverGivenTwice();
    void ofManyWhoWantOneTimeOneGetsIt_data() { m_stores.rows(); }
    void ofManyWhoWantOneTimeOneGetsIt();

private:
    EachStore m_stores;
};

void TestDiaryWriters::noTimeIsEverGivenTwice()
{
    ScriptedDiary desk(m_stores.fresh());
    std::vector<std::future<Tally>> running;
    for (int i = 1; i <= writers; ++i)
        running.push_back(std::async(std::launch::async, [this, i, secrets = desk.secrets] {
            return RestlessEngine(m_stores.again(), secrets, i).run();
        }));
    Tally all;
    for (auto &each : running) {
        const Tally tally = each.get();
        all.held += tally.held, all.taken += tally.taken, all.done += tally.done, all.stale += tally.stale;
        all.away += tally.away;
    }
    const QByteArray told = QStringLiteral("seed %1: held %2, taken %3, done %4, stale %5, away %6")
                                .arg(seed)
                                .arg(all.held)
                                .arg(all.taken)
                                .arg(all.done)
                                .arg(all.stale)
                                .arg(all.away)
                                .toUtf8();
    QVERIFY2(all.held > 20 && all.taken > 20 && all.done > 50 && all.stale > 0 && all.away == 0, told);

    std::map<std::pair<QString, qint64>, QString> owners; // of each minute, by the appointments themselves
    const auto live = desk.diary->rows(storeClinic).live();
    QVERIFY2(live.value().size() > 5, told);
    for (const DiaryEntry &entry : live.value())
        for (Instant at = entry.visit.starts; at < entry.visit.ends(); at += 1min)
            QVERIFY2(owners.insert({{entry.visit.provider.text(), toMs(at)}, entry.id.text()}).second, told);
    KeyRing keys(desk.database(), desk.secrets);
    const auto report = check(desk.database(), keys); // minutes, seals, acts and events agree
    QVERIFY2(report.value().sound(), told + wordsFor(report.value().findings.value(0)).toUtf8());
    QCOMPARE(desk.count("journal WHERE kind = 'booked'"), desk.count("appointment"));
    QCOMPARE(desk.count("journal WHERE kind = 'booked'"), desk.count("diary_act WHERE kind = 'booked'"));
}

void TestDiaryWriters::ofManyWhoWantOneTimeOneGetsIt()
{
    ScriptedDiary desk(m_stores.fresh());
    std::promise<void> start;
    const std::shared_future<void> started = start.get_future().share();
    std::vector<std::future<int>> running;
    for (int i = 1; i <= writers; ++i)
        running.push_back(std::async(std::launch::async, [this, i, started, secrets = desk.secrets] {
            ScriptedDiary mine(m_stores.again(), secrets, EngineId(QStringLiteral("engine-%1").arg(i)));
            const CallId call(QStringLiteral("call-%1").arg(i));
            mine.begin(call);
            started.wait();
            int won = 0;
            for (int round = 0; round < 20; ++round) {
                Visit visit = visitAt("2026-09-16T09:00");
                visit.starts += 30min * round;
                const auto held = mine.hold({call, {}, QStringLiteral("hold %1").arg(round)}, visit);
                if (!held && faultOf(held.problem()) != DiaryFault::Taken)
                    qFatal("%s", qPrintable(held.problem().detail));
                if (held)
                    won += mine.perform({call, {}, QStringLiteral("book %1").arg(round)},
                                        diary::Book{held.value().id, patientCalled(u"Ann"_s), {}})
                               .ok();
            }
            return won;
        }));
    start.set_value();
    int won = 0;
    for (auto &each : running)
        won += each.get();
    QCOMPARE(won, 20);
    QCOMPARE(desk.count("appointment"), 20);
    QCOMPARE(desk.count("diary_minute"), 20 * 30);
}

QTEST_GUILESS_MAIN(TestDiaryWriters)
#include "test_diary_writers.moc"
