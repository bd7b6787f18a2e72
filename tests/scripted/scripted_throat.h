// A throat that makes a tone for every letter and does as the test lets it: it fails, it waits for a gate.
#pragma once

#include "speech/throat.h"

#include <QMutex>
#include <QStringList>
#include <QWaitCondition>

#include <cmath>
#include <vector>

namespace nightbell::scripted {

struct ThroatPlan // outlives the throat; of any thread
{
    QString name = QStringLiteral("scripted");
    QString speaks = QStringLiteral("en"); // how its languages begin; empty: all of them
    double tone = 440;
    int failsAfterMs = -1; // a problem after so much sound
    int msPerLetter = 20;

    void hold()
    {
        const QMutexLocker locked(&lock);
        held = true;
    }
    void letGo()
    {
        const QMutexLocker locked(&lock);
        held = false;
        gate.wakeAll();
    }
    QStringList spoken()
    {
        const QMutexLocker locked(&lock);
        return asked;
    }

    QMutex lock;
    QWaitCondition gate;
    bool held = false;
    QStringList asked;
};

class ScriptedThroat : public Throat
{
public:
    static constexpr int throatRate = 16'000;

    explicit ScriptedThroat(ThroatPlan &plan) : m_plan(plan) { }

    QString name() const override { return m_plan.name; }
    int rate() const override { return throatRate; }
    bool speaks(const QString &language) const override { return language.startsWith(m_plan.speaks); }

    Result<WordTimes> speak(const QString &words, const QString &, const Hear &hear) override
    {
        {
            const QMutexLocker locked(&m_plan.lock);
            m_plan.asked << words;
            while (m_plan.held)
                m_plan.gate.wait(&m_plan.lock);
        }
        constexpr int chunkMs = 20, chunk = throatRate * chunkMs / 1'000;
        const int wholeMs = int(words.size()) * m_plan.msPerLetter;
        std::vector<std::int16_t> samples(chunk);
        for (int ms = 0, at = 0; ms < wholeMs; ms += chunkMs) {
            if (m_plan.failsAfterMs >= 0 && ms >= m_plan.failsAfterMs)
                return Problem{Problem::Kind::Unreachable, QStringLiteral("hoarse")};
            for (std::int16_t &sample : samples)
                sample = std::int16_t(8'000 * std::sin(2 * 3.14159265 * m_plan.tone * ++at / throatRate));
            if (!hear(samples))
                return WordTimes();
        }
        WordTimes times;
        for (qsizetype at = 0; at < words.size(); at = words.indexOf(u' ', at) + 1) {
            times.append({at, at * m_plan.msPerLetter});
            if (words.indexOf(u' ', at) < 0)
                break;
        }
        return times;
    }

private:
    ThroatPlan &m_plan;
};

} // namespace nightbell::scripted
