// The real diary over a store in memory, which answers when the test lets it.
#pragma once

#include "booking/local_diary.h"
#include "engine/clock.h"

#include <functional>

namespace nightbell::scripted {

class MemoryDiary : public Diary
{
public:
    MemoryDiary(JournalWriter &writer, const Clock &clock) : m_diary(writer), m_clock(clock) { }

    QFuture<Result<QList<Occupied>>> occupied(const ClinicId &clinic, Instant from, Instant until,
                                              const AppointmentId &besides) override
    {
        return soon([=, this] { return m_diary.rows(clinic).occupied(from, until, m_clock.now(), besides); });
    }
    QFuture<Result<DiaryHold>> hold(const ClinicId &clinic, const DiaryActor &actor, const Visit &visit,
                                    const AppointmentId &moves) override
    {
        return soon([=, this] { return m_diary.hold(clinic, actor, visit, m_clock.now(), moves); });
    }
    QFuture<Result<>> release(const ClinicId &clinic, const DiaryActor &actor, const HoldId &hold) override
    {
        ++released;
        return soon([=, this] { return m_diary.release(clinic, actor, hold, m_clock.now()); });
    }
    QFuture<Result<DiaryDone>> perform(const ClinicId &clinic, const DiaryActor &actor, const DiaryAct &act) override
    {
        return soon([=, this] { return m_diary.perform(clinic, actor, act, m_clock.now()); });
    }
    QFuture<Result<QList<DiaryEntry>>> of(const ClinicId &clinic, const PrivateText &name, QDate born) override
    {
        return soon([=, this] { return m_diary.rows(clinic).of(name, born, m_clock.now()); });
    }
    QFuture<Result<QList<DiaryEntry>>> between(const ClinicId &clinic, Instant from, Instant until) override
    {
        return soon([=, this] { return m_diary.rows(clinic).between(from, until); });
    }

    QList<DiaryEntry> live(const ClinicId &clinic) { return m_diary.rows(clinic).live().value(); }
    void answers() // everything that was held back
    {
        for (const auto &each : std::exchange(m_waiting, {}))
            each();
    }

    bool slow = false; // holds back what is asked from now on
    bool away = false;
    int released = 0;

private:
    template<class Work> auto soon(Work work) -> QFuture<std::invoke_result_t<Work>>
    {
        using Answer = std::invoke_result_t<Work>;
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        const auto answer = [promise, work, isAway = away] {
            promise->addResult(isAway ? Answer(Problem{Problem::Kind::Unreachable, QStringLiteral("away")}) : work());
            promise->finish();
        };
        if (slow)
            m_waiting.append(answer);
        else
            answer();
        return promise->future();
    }

    LocalDiary m_diary;
    const Clock &m_clock;
    QList<std::function<void()>> m_waiting;
};

} // namespace nightbell::scripted
