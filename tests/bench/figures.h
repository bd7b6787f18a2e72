// Times of many runs of the same thing, told as median and tail, and single figures; rows of the table that run begins.
#pragma once

#include <QByteArray>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

namespace nightbell::bench {

class Figures
{
public:
    explicit Figures(QByteArray what) : m_what(std::move(what)) { }

    template<class Work> void time(Work work)
    {
        const auto start = std::chrono::steady_clock::now();
        work();
        add(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }

    void add(double ms) { m_ms.push_back(ms); }

    double at(double share)
    {
        std::sort(m_ms.begin(), m_ms.end());
        return m_ms.empty() ? 0 : m_ms[std::min(m_ms.size() - 1, std::size_t(share * double(m_ms.size())))];
    }

    void print()
    {
        std::printf("| %-58s | %9.3f | %9.3f | %9.3f | %9.3f | %8zu |\n", m_what.constData(), at(0.5), at(0.95),
                    at(0.99), at(1), m_ms.size());
        std::fflush(stdout);
    }

private:
    QByteArray m_what;
    std::vector<double> m_ms;
};

// What is not a time: a rate, a count.
inline void printFigure(const QByteArray &what, double figure, const char *unit)
{
    std::printf("| %-58s | %.0f %s ||||\n", what.constData(), figure, unit);
    std::fflush(stdout);
}

} // namespace nightbell::bench
