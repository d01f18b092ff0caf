#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

namespace capriccio {

// Names with how often they occur, as bars with counts; the longest names are cut with an ellipsis. Give it an
// accessible name. GUI thread.
class BarList : public QWidget {
    Q_OBJECT
public:
    explicit BarList(QWidget* parent = nullptr);
    // Counts in the order of names, not negative.
    void setCounts(const QStringList& names, const std::vector<qint64>& counts);
    const QStringList& names() const { return names_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, 20}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QStringList names_;
    std::vector<qint64> counts_;
};

} // namespace capriccio
