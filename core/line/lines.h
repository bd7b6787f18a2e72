// Several ways of arriving as the one line that the engine knows: callers by telephone, staff and callers by WebRTC.
#pragma once

#include "line/line.h"

#include <QHash>

#include <memory>
#include <vector>

namespace nightbell {

class Lines : public Line
{
    Q_OBJECT

public:
    explicit Lines(std::vector<std::unique_ptr<Line>> lines); // the first is the one that dials

    Result<> open() override;
    void order(const LegId &leg, const LineOrder &order) override;
    void close() override;

private:
    void follow(Line &line);
    void lineClosed();

    std::vector<std::unique_ptr<Line>> m_lines; // they go with this object to its thread
    QHash<LegId, Line *> m_lineOf;              // of legs that came over another line than the first
    std::size_t m_open = 0;
};

} // namespace nightbell
