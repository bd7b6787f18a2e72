// The pane over a diary in memory that answers at once.
#include "booking/desk_diary.h"
#include "booking/local_diary.h"
#include "store/memory_store.h"

#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const ClinicId clinic(u"clinic"_s);
constexpr Instant now = instantFromMs(1'789'479'000'000);
const Asker ana{StaffId(u"ana"_s), Role::Receptionist};
const Patient patient{PrivateText(u"Ann Lee"_s), QDate(1980, 2, 29), {}};

Visit after(Span span) { return {{}, ServiceId(u"check_up"_s), ProviderId(u"osei"_s), now + span, 30}; }

class DiaryInMemory : public Diary
{
public:
    QFuture<Result<QList<Occupied>>> occupied(const ClinicId &, Instant from, Instant until,
                                              const AppointmentId &besides) override
    {
        return ready(m_diary.rows(clinic).occupied(from, until, now, besides));
    }
    QFuture<Result<DiaryHold>> hold(const ClinicId &, const DiaryActor &actor, const Visit &visit,
                                    const AppointmentId &moves) override
    {
        return ready(m_diary.hold(clinic, actor, visit, now, moves));
    }
    QFuture<Result<>> release(const ClinicId &, const DiaryActor &actor, const HoldId &hold) override
    {
        return ready(m_diary.release(clinic, actor, hold, now));
    }
    QFuture<Result<DiaryDone>> perform(const ClinicId &, const DiaryActor &actor, const DiaryAct &act) override
    {
        return ready(m_diary.perform(clinic, actor, act, now));
    }
    QFuture<Result<QList<DiaryEntry>>> of(const ClinicId &, const PrivateText &name, QDate born) override
    {
        return ready(m_diary.rows(clinic).of(name, born, now));
    }
    QFuture<Result<QList<DiaryEntry>>> between(const ClinicId &, Instant from, Instant until) override
    {
        return ready(m_diary.rows(clinic).between(from, until));
    }

private:
    template<class T> static QFuture<Result<T>> ready(Result<T> answer) { return QtFuture::makeReadyFuture(answer); }

    std::unique_ptr<MemoryStore> m_store = MemoryStore::open(clinic, now).value();
    LocalDiary m_diary{m_store->writer()};
};

} // namespace

class TestDeskDiary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void staffBookMoveConfirmCancelAndUndo();
    void aClickThatComesTwiceIsOneAct();
    void whoMayOnlyLookChangesNothing();
    void aTakenTimeIsRefused();

private:
    Result<DiaryEntry> ask(const char *click, const DiaryWish &wanted, const Asker &asker = ana);
    qsizetype entries() { return m_desk->between(clinic, now, now + 100h).result().value().size(); }

    std::unique_ptr<DiaryInMemory> m_diary;
    std::unique_ptr<DeskDiary> m_desk;
};

void TestDeskDiary::init()
{
    m_desk.reset();
    m_diary = std::make_unique<DiaryInMemory>();
    m_desk = std::make_unique<DeskDiary>(*m_diary);
}

Result<DiaryEntry> TestDeskDiary::ask(const char *click, const DiaryWish &wanted, const Asker &asker)
{
    const auto answer = m_desk->ask(clinic, asker, QString::fromLatin1(click), wanted);
    if (!QTest::qWaitFor([&] { return answer.isFinished(); })) // continued on this thread
        qFatal("no answer");
    return answer.result();
}

void TestDeskDiary::staffBookMoveConfirmCancelAndUndo()
{
    QSignalSpy changed(m_desk.get(), &DiaryBook::changed);
    const auto booked = ask("1", wish::Book{after(24h), patient, PrivateText(u"a cough"_s)});
    QVERIFY2(booked.ok(), booked ? "" : qPrintable(booked.problem().detail));
    const AppointmentId id = booked.value().id;
    QVERIFY(booked.value().call.isEmpty() && booked.value().patient == patient);
    QCOMPARE(ask("2", wish::Move{id, after(24h + 15min)}).value().visit, after(24h + 15min));
    QCOMPARE(ask("3", wish::Confirm{id}).value().state, AppointmentState::Confirmed);
    QCOMPARE(ask("4", wish::Cancel{id}).value().state, AppointmentState::Cancelled);
    QCOMPARE(entries(), 0);
    QCOMPARE(ask("5", wish::Undo{id}).value().state, AppointmentState::Confirmed);
    QCOMPARE(m_desk->of(clinic, patient.name, patient.born).result().value().size(), 1);
    QCOMPARE(changed.size(), 5);
}

void TestDeskDiary::aClickThatComesTwiceIsOneAct()
{
    const wish::Book book{after(24h), patient, {}};
    const auto booked = ask("1", book);
    QCOMPARE(ask("1", book).value(), booked.value());
    const wish::Move move{booked.value().id, after(24h + 10min)};
    QCOMPARE(ask("2", move).value(), ask("2", move).value());
    QCOMPARE(entries(), 1);
}

void TestDeskDiary::whoMayOnlyLookChangesNothing()
{
    const auto refused = ask("1", wish::Book{after(24h), patient, {}}, {ana.staff, Role::Viewer});
    QCOMPARE(refused.problem().kind, Problem::Kind::Refused);
    QCOMPARE(entries(), 0);
    QVERIFY(m_diary->occupied(clinic, now, now + 100h, {}).result().value().isEmpty());
}

void TestDeskDiary::aTakenTimeIsRefused()
{
    QVERIFY(ask("1", wish::Book{after(24h), patient, {}}).ok());
    QCOMPARE(ask("2", wish::Book{after(24h + 20min), patient, {}}).problem().kind, Problem::Kind::Refused);
    QCOMPARE(entries(), 1);
}

QTEST_GUILESS_MAIN(TestDeskDiary)
#include "test_desk_diary.moc"
